package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunError;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import io.drey.protocol.KernelMessages;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a run while anything about it may still change. Not thread-safe: guarded by the
 * run service's lock.
 */
final class LiveStatement {
    private KernelMessages.Statement said;
    private RunState state;
    private @Nullable String message;
    private @Nullable ResultId result;
    private @Nullable JobRef job;
    private boolean isDetached;
    private boolean isCollected;
    private @Nullable RunError error;
    private @Nullable Long elapsedMillis;

    LiveStatement(KernelMessages.Statement said) {
        this.said = said;
        this.state = RunState.RUNNING;
        said(said);
    }

    /** Takes up a statement of a run that an earlier server left unfinished. */
    static LiveStatement restore(StatementInfo info) {
        LiveStatement statement =
                new LiveStatement(
                        new KernelMessages.Statement(
                                "",
                                info.index(),
                                info.kind(),
                                info.startLine(),
                                info.startColumn(),
                                info.endLine(),
                                info.endColumn(),
                                "running",
                                info.message(),
                                null,
                                0));
        statement.state = info.state();
        statement.result = info.resultId();
        statement.job = info.job();
        statement.isDetached = info.resultId() == null;
        statement.error = info.error();
        statement.elapsedMillis = info.elapsedMillis();
        return statement;
    }

    int index() {
        return said.index();
    }

    RunState state() {
        return state;
    }

    @Nullable ResultId result() {
        return result;
    }

    @Nullable JobId jobId() {
        return job == null ? null : job.id();
    }

    boolean isDetached() {
        return isDetached;
    }

    /** Whether its rows come through the kernel, so that they end with it. */
    boolean isCollected() {
        return isCollected;
    }

    @Nullable RunError error() {
        return error;
    }

    /** Takes what the kernel says; once final, a statement stays as it is. */
    void said(KernelMessages.Statement now) {
        said = now;
        if (now.message() != null) {
            message = now.message();
        }
        if (state.isFinal()) {
            return;
        }
        RunState told = parse(now.state());
        // A query ends with its last row, not with its submission.
        state = told == RunState.SUCCEEDED && result != null ? state : told;
        if (state.isFinal() || now.elapsedMillis() > 0) {
            elapsedMillis = now.elapsedMillis();
        }
        if (now.failure() != null) {
            error = RunErrors.of(now.failure());
        }
    }

    void opened(KernelMessages.ResultOpened opened) {
        result = new ResultId(opened.result());
        isCollected = !opened.path().equals("sink");
        if (!state.isFinal()) {
            boolean isStream = opened.mode().equals("streaming");
            state = isStream ? RunState.STREAMING : RunState.RUNNING;
        }
    }

    void submitted(JobRef submitted, boolean detached) {
        job = submitted;
        isDetached = detached;
    }

    /** Takes the end of the statement's result. */
    void resultEnded(ResultInfo ended, long elapsed) {
        if (state.isFinal()) {
            return;
        }
        String why = ended.why();
        switch (ended.state()) {
            case COMPLETE -> state = RunState.SUCCEEDED;
            case STOPPED -> {
                state = RunState.SUCCEEDED;
                message = why;
            }
            case CANCELLED -> state = RunState.CANCELLED;
            case FAILED, INTERRUPTED -> fail(RunErrors.ofResult(orUnknown(why)));
            case OPENING, RUNNING -> {
                return;
            }
        }
        elapsedMillis = elapsed;
    }

    /** Takes the end of the statement's job. */
    void jobEnded(JobEnd end, long elapsed) {
        if (state.isFinal()) {
            return;
        }
        switch (end.outcome()) {
            case FINISHED -> {
                // The last rows of a query may still be on their way.
                if (result != null) {
                    return;
                }
                state = RunState.SUCCEEDED;
            }
            case CANCELED -> state = RunState.CANCELLED;
            case FAILED -> fail(RunErrors.ofJob(orUnknown(end.cause()), end.detail()));
            case LOST ->
                    fail(
                            RunError.of(
                                    DreyErrorCode.JOB_LOST,
                                    "The cluster was restarted and no longer knows this job.",
                                    null));
        }
        elapsedMillis = elapsed;
    }

    void cancelled() {
        if (!state.isFinal()) {
            state = RunState.CANCELLED;
        }
    }

    void fail(RunError why) {
        if (!state.isFinal()) {
            state = RunState.FAILED;
            error = why;
        }
    }

    StatementInfo info() {
        return new StatementInfo(
                said.index(),
                said.what(),
                said.startLine(),
                said.startColumn(),
                said.endLine(),
                said.endColumn(),
                state,
                message,
                result,
                job,
                error,
                elapsedMillis);
    }

    /** How a result is to be ended when its job ended this way; null leaves it alone. */
    static @Nullable ResultState resultStateAfter(JobEnd.Outcome outcome) {
        return switch (outcome) {
            case FINISHED -> null;
            case CANCELED -> ResultState.CANCELLED;
            case FAILED -> ResultState.FAILED;
            case LOST -> ResultState.INTERRUPTED;
        };
    }

    private static String orUnknown(@Nullable String why) {
        return why == null ? "The cause is not known; see the job's log." : why;
    }

    private static RunState parse(String state) {
        return switch (state) {
            case "streaming" -> RunState.STREAMING;
            case "succeeded" -> RunState.SUCCEEDED;
            case "failed" -> RunState.FAILED;
            case "cancelled" -> RunState.CANCELLED;
            default -> RunState.RUNNING;
        };
    }
}
