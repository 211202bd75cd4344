package io.drey.server.run;

import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.RunError;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunProgress;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.protocol.KernelMessages;
import io.drey.server.store.RunTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run while anything about it may still change. Not thread-safe: guarded by the run service's
 * lock.
 */
final class LiveRun {
    private static final int STATEMENTS_PER_MILLI = 5;
    private static final int CHARACTERS_PER_MILLI = 10_000;

    private final RunId id;
    private final KernelId kernel;
    private final RunRequest request;
    private final String token;
    private final Instant queuedAt;
    private final TreeMap<Integer, LiveStatement> statements = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    private Instant publishedAt = Instant.EPOCH;
    private @Nullable String notebook;
    private long version = 1;
    private RunState state = RunState.QUEUED;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable RunError error;
    private @Nullable RunProgress progress;
    private @Nullable RunState kernelEnd;
    private boolean isOverdue;

    LiveRun(RunId id, KernelId kernel, RunRequest request, String token, Instant queuedAt) {
        this.id = id;
        this.kernel = kernel;
        this.request = request;
        this.token = token;
        this.queuedAt = queuedAt;
        this.notebook = request.notebook();
    }

    /** Takes up a run that an earlier server left unfinished. */
    static LiveRun restore(RunInfo run, RunTicket ticket) {
        RunRequest request =
                new RunRequest(
                        run.language(),
                        run.source(),
                        run.mode(),
                        run.notebook(),
                        run.cell(),
                        ticket.after(),
                        ticket.limit(),
                        null);
        LiveRun live =
                new LiveRun(run.id(), run.kernelId(), request, ticket.token(), run.queuedAt());
        live.version = run.version();
        live.state = run.state();
        live.startedAt = run.startedAt();
        live.error = run.error();
        live.progress = run.progress();
        live.warnings.addAll(run.warnings());
        run.statements().forEach(s -> live.statements.put(s.index(), LiveStatement.restore(s)));
        // Only a run the kernel is done with can stream.
        live.kernelEnd = run.state() == RunState.STREAMING ? RunState.SUCCEEDED : null;
        return live;
    }

    RunId id() {
        return id;
    }

    KernelId kernel() {
        return kernel;
    }

    RunRequest request() {
        return request;
    }

    @Nullable String notebook() {
        return notebook;
    }

    /** Takes note of the path that its notebook has now. */
    void moveTo(String path) {
        notebook = path;
        version++;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    void published(Instant now) {
        publishedAt = now;
    }

    /**
     * How long to wait from one routine change to the next. The whole run is saved and told each
     * time, so a script of thousands of statements would take quadratic time without it.
     */
    Duration pace() {
        return Duration.ofMillis(
                statements.size() / STATEMENTS_PER_MILLI
                        + request.source().length() / CHARACTERS_PER_MILLI);
    }

    /** What has to be kept beside {@link #info} for a server that takes it up. */
    RunTicket ticket() {
        return new RunTicket(token, request.after(), request.limit());
    }

    /** What this run's tasks show at the result port. */
    String token() {
        return token;
    }

    RunState state() {
        return state;
    }

    /** Whether it has run for as long as it was allowed to; true only once. */
    boolean becomesOverdue(Instant now) {
        Long seconds = request.seconds();
        if (isOverdue || seconds == null || startedAt == null || state.isFinal()) {
            return false;
        }
        isOverdue = !now.isBefore(startedAt.plusSeconds(seconds));
        return isOverdue;
    }

    /** Whether the kernel still works on it. */
    boolean occupiesKernel() {
        return state != RunState.QUEUED && !state.isFinal() && kernelEnd == null;
    }

    /** Whether rows still come through the kernel, also when it is done with the run. */
    boolean needsKernel() {
        return occupiesKernel()
                || statements.values().stream()
                        .anyMatch(s -> s.isCollected() && !s.state().isFinal());
    }

    List<LiveStatement> statements() {
        return List.copyOf(statements.values());
    }

    Optional<LiveStatement> statementOf(ResultId result) {
        return statements.values().stream().filter(s -> result.equals(s.result())).findFirst();
    }

    Optional<LiveStatement> statementOf(JobId job) {
        return statements.values().stream().filter(s -> job.equals(s.jobId())).findFirst();
    }

    void started(Instant now) {
        startedAt = now;
        state = RunState.RUNNING;
        version++;
    }

    LiveStatement said(KernelMessages.Statement said, Instant now) {
        LiveStatement statement = statements.get(said.index());
        if (statement == null) {
            statement = new LiveStatement(said);
            statements.put(said.index(), statement);
        } else {
            statement.said(said);
        }
        settle(now);
        return statement;
    }

    /** Changes a statement, if there is one of this index. */
    void change(int index, Consumer<LiveStatement> change) {
        LiveStatement statement = statements.get(index);
        if (statement != null) {
            change.accept(statement);
        }
    }

    void warn(String warning, Instant now) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
        settle(now);
    }

    void setProgress(RunProgress now) {
        if (!now.equals(progress)) {
            progress = now;
            version++;
        }
    }

    /** The kernel is done with it; results and jobs may go on. */
    void kernelEnded(KernelMessages.RunEnded ended, Instant now) {
        kernelEnd =
                switch (ended.state()) {
                    case "succeeded" -> RunState.SUCCEEDED;
                    case "cancelled" -> RunState.CANCELLED;
                    default -> RunState.FAILED;
                };
        // A statement that could not go on is why the kernel was told to cancel the rest.
        boolean isExplained =
                kernelEnd == RunState.CANCELLED
                        && statements.values().stream().anyMatch(s -> s.error() != null);
        if (ended.failure() != null && !isExplained) {
            error = RunErrors.of(ended.failure());
        }
        settle(now);
    }

    /** Ends it from outside, with everything that has not ended. */
    void end(RunState end, @Nullable RunError why, Instant now) {
        for (LiveStatement statement : statements.values()) {
            if (end == RunState.FAILED && why != null) {
                statement.fail(why);
            } else {
                statement.cancelled();
            }
        }
        kernelEnd = end;
        error = why != null ? why : error;
        settle(now);
    }

    /** Works out the state from that of the parts; to be called after each change of a part. */
    void settle(Instant now) {
        version++;
        if (state.isFinal() || state == RunState.QUEUED && kernelEnd == null) {
            return;
        }
        state = conclude();
        if (state.isFinal()) {
            endedAt = now;
            if (error == null) {
                error =
                        statements.values().stream()
                                .map(LiveStatement::error)
                                .filter(e -> e != null)
                                .findFirst()
                                .orElse(null);
            }
        }
    }

    RunInfo info() {
        Instant end = endedAt;
        Long elapsed =
                startedAt == null || end == null
                        ? null
                        : Duration.between(startedAt, end).toMillis();
        ExecutionMode mode = request.mode();
        return new RunInfo(
                id,
                kernel,
                notebook,
                request.cell(),
                request.language(),
                mode,
                request.source(),
                state,
                version,
                queuedAt,
                startedAt,
                endedAt,
                elapsed,
                statements.values().stream().map(LiveStatement::info).toList(),
                error,
                warnings,
                progress);
    }

    long elapsedMillis(Instant now) {
        return startedAt == null ? 0 : Duration.between(startedAt, now).toMillis();
    }

    private RunState conclude() {
        if (kernelEnd == null) {
            return RunState.RUNNING;
        }
        if (kernelEnd == RunState.SKIPPED) {
            return RunState.SKIPPED;
        }
        boolean isStreaming = false;
        boolean isCancelled = kernelEnd == RunState.CANCELLED;
        boolean isFailed = kernelEnd == RunState.FAILED;
        for (LiveStatement statement : statements.values()) {
            switch (statement.state()) {
                case RUNNING, QUEUED -> {
                    return RunState.RUNNING;
                }
                case STREAMING -> isStreaming = true;
                case CANCELLED -> isCancelled = true;
                case FAILED -> isFailed = true;
                case SUCCEEDED, SKIPPED -> {}
            }
        }
        if (isStreaming) {
            return RunState.STREAMING;
        }
        if (isFailed) {
            return RunState.FAILED;
        }
        return isCancelled ? RunState.CANCELLED : RunState.SUCCEEDED;
    }
}
