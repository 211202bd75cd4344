package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.CellRun;
import io.drey.protocol.KernelMessages.ResultOpened;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.operations.QueryOperation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query whose job was submitted, and what it takes to run it again by another path.
 *
 * <p>That is given up as soon as rows arrive: it holds a planner's memory. Thread-safe.
 */
final class OpenQuery {
    private static final Logger LOG = LoggerFactory.getLogger(OpenQuery.class);
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

    private final StatementRun statement;
    private final QueryOperation query;
    private final boolean isStreaming;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private @Nullable StatementEnvironment environment;

    OpenQuery(
            StatementRun statement,
            StatementEnvironment environment,
            QueryOperation query,
            boolean isStreaming) {
        this.statement = requireNonNull(statement, "statement");
        this.environment = requireNonNull(environment, "environment");
        this.query = requireNonNull(query, "query");
        this.isStreaming = isStreaming;
    }

    StatementRun statement() {
        return statement;
    }

    QueryOperation query() {
        return query;
    }

    ResolvedSchema schema() {
        return query.getResolvedSchema();
    }

    boolean isStreaming() {
        return isStreaming;
    }

    /** The environment it was planned in; empty when it was given up. */
    synchronized Optional<StatementEnvironment> findEnvironment() {
        return Optional.ofNullable(environment);
    }

    /** Gives up what a second try would need. */
    synchronized void release() {
        if (environment != null) {
            environment.close();
            environment = null;
        }
    }

    /** Learns that the server has room for its rows. */
    void noteOpened() {
        opened.complete(null);
    }

    /**
     * Waits until the server has room for the rows. The tasks of a fast job would otherwise dial a
     * busy server before it has heard of their result, and be turned away.
     *
     * @throws CancellationException if the run is cancelled meanwhile
     */
    void awaitOpened() throws InterruptedException {
        try (CellRun.Hold waiting = statement.run().hold(this::noteOpened)) {
            opened.get(OPEN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Submits without room for result={}", statement.resultId(), e);
        }
        statement.run().requireNotCancelled();
    }

    /** Tells that its rows will come by a path. */
    void tellOpened(Changelog changelog, String path) {
        statement
                .outlet()
                .tell(
                        new ResultOpened(
                                statement.run().id(),
                                statement.statement().index(),
                                statement.resultId(),
                                ResultColumns.of(schema()),
                                isStreaming ? "streaming" : "batch",
                                changelog.kind(),
                                changelog.upsertKey(),
                                path));
    }
}
