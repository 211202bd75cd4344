package io.drey.server.run;

import io.drey.model.JobId;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunProgress;
import io.drey.protocol.ServerMessages;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows live runs to their end by what becomes of their results and jobs. Thread-safe. */
final class RunFollower {
    /** How the sink's failure begins when it cannot dial the result port. */
    private static final String UNREACHABLE = "Drey cannot be reached at";

    private final LiveRuns runs;
    private final RunQueue queue;
    private final RunKernels kernels;
    private final RunResults results;
    private final RunJobs jobs;
    private final Clock clock;

    RunFollower(
            LiveRuns runs,
            RunQueue queue,
            RunKernels kernels,
            RunResults results,
            RunJobs jobs,
            Clock clock) {
        this.runs = runs;
        this.queue = queue;
        this.kernels = kernels;
        this.results = results;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Takes a change of a result's state. */
    void resultChanged(ResultInfo result) {
        LiveRun run = runs.live(result.runId());
        if (run == null) {
            return;
        }
        if (result.state() == ResultState.RUNNING) {
            tellKernel(run, result, "connected");
        } else if (result.state().isFinal()) {
            resultEnded(run, result);
        }
    }

    /** Takes the end of a job. */
    void jobEnded(JobId job, JobEnd end) {
        LiveRun run = runs.liveByJob(job);
        if (run == null || isToBeRepeated(end)) {
            return;
        }
        ResultId result;
        synchronized (runs) {
            LiveStatement statement = run.statementOf(job).orElseThrow();
            statement.jobEnded(end, run.elapsedMillis(clock.instant()));
            run.settle(clock.instant());
            result = statement.result();
        }
        // Before the run is published: its kernel must still hear that the result is closed.
        endResult(result, end);
        runs.publish(run);
        queue.dispatch(run.kernel());
    }

    /** Takes how far a job is. */
    void jobProgressed(JobId job, RunProgress progress) {
        LiveRun run = runs.liveByJob(job);
        if (run != null) {
            synchronized (runs) {
                run.setProgress(progress);
            }
            runs.show(run);
        }
    }

    private void resultEnded(LiveRun run, ResultInfo result) {
        JobId job;
        synchronized (runs) {
            Optional<LiveStatement> statement = run.statementOf(result.id());
            long elapsed = run.elapsedMillis(clock.instant());
            statement.ifPresent(s -> s.resultEnded(result, elapsed));
            run.settle(clock.instant());
            job = statement.map(LiveStatement::jobId).orElse(null);
        }
        // A result ended by Drey leaves a job that nobody reads.
        if (job != null && result.state() != ResultState.COMPLETE) {
            jobs.cancel(job);
        }
        tellKernel(run, result, "closed");
        runs.publish(run);
        queue.dispatch(run.kernel());
    }

    private void endResult(@Nullable ResultId result, JobEnd end) {
        ResultState state = LiveStatement.resultStateAfter(end.outcome());
        if (result != null && state != null) {
            String cause = end.cause();
            results.end(result, state, cause == null ? "The job was " + state : cause);
        }
    }

    private void tellKernel(LiveRun run, ResultInfo result, String state) {
        kernels.send(run.kernel(), new ServerMessages.ResultState(result.id().value(), state));
    }

    /** The kernel runs a query once more, over Flink's own road, when tasks cannot reach us. */
    private static boolean isToBeRepeated(JobEnd end) {
        return end.cause() != null && end.cause().contains(UNREACHABLE);
    }
}
