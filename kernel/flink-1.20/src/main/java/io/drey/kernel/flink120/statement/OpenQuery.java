package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.KernelMessages.ResultOpened;
import java.util.Optional;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.operations.QueryOperation;
import org.jspecify.annotations.Nullable;

/**
 * A query whose job was submitted, and what it takes to run it again by another path.
 *
 * <p>That is given up as soon as rows arrive: it holds a planner's memory. Thread-safe.
 */
final class OpenQuery {
    private final StatementRun statement;
    private final QueryOperation query;
    private final boolean isStreaming;
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
