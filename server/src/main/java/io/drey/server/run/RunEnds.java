package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.ResultState;
import io.drey.model.RunError;
import io.drey.model.RunId;
import io.drey.model.RunState;
import io.drey.protocol.ServerMessages;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/** Ends runs from outside, with the jobs and results that hang on them. Thread-safe. */
final class RunEnds {
    private final LiveRuns runs;
    private final RunKernels kernels;
    private final RunResults results;
    private final RunJobs jobs;
    private final Clock clock;

    RunEnds(LiveRuns runs, RunKernels kernels, RunResults results, RunJobs jobs, Clock clock) {
        this.runs = runs;
        this.kernels = kernels;
        this.results = results;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Cancels a run: what waits is not started, what runs is cancelled, its jobs included. */
    void cancel(RunId id) {
        LiveRun run;
        boolean wasQueued;
        synchronized (runs) {
            run = runs.live(id);
            if (run == null) {
                return;
            }
            wasQueued = run.state() == RunState.QUEUED;
            if (wasQueued) {
                run.end(RunState.CANCELLED, null, clock.instant());
            }
        }
        if (!wasQueued) {
            kernels.send(run.kernel(), new ServerMessages.Cancel(run.id().value()));
            endParts(run, ResultState.CANCELLED, "Cancelled.", statement -> true);
            synchronized (runs) {
                run.statements().stream()
                        .filter(s -> s.state() == RunState.STREAMING || s.result() != null)
                        .forEach(LiveStatement::cancelled);
                run.settle(clock.instant());
            }
        }
        runs.publish(run);
    }

    /**
     * Ends what a lost kernel worked on and what waited for it.
     *
     * <p>Queries whose jobs are submitted do not {@linkplain LiveRun#needsKernel() need} the
     * kernel, unless it brings their rows: they live in the cluster, and go on when the kernel
     * fails. Whoever stops or restarts it on purpose is done with them. Detached jobs outlive the
     * kernel either way.
     */
    void kernelLost(KernelId kernel, String why, boolean wasAsked) {
        List<LiveRun> ended;
        List<LiveRun> followed;
        synchronized (runs) {
            List<LiveRun> all = runs.liveOf(kernel);
            ended =
                    all.stream()
                            .filter(r -> r.needsKernel() || r.state() == RunState.QUEUED)
                            .toList();
            followed = wasAsked ? all.stream().filter(r -> !ended.contains(r)).toList() : List.of();
        }
        for (LiveRun run : ended) {
            if (wasAsked) {
                endQueries(run, why);
            } else {
                String message = "The kernel was lost: " + why + ".";
                endParts(run, ResultState.INTERRUPTED, message, s -> !s.isDetached());
            }
            synchronized (runs) {
                if (wasAsked) {
                    run.end(RunState.CANCELLED, null, clock.instant());
                } else {
                    String message = "The kernel was lost while it worked on this: " + why + ".";
                    RunError error = RunError.of(DreyErrorCode.KERNEL_LOST, message, null);
                    run.end(RunState.FAILED, error, clock.instant());
                }
            }
            runs.publish(run);
        }
        for (LiveRun run : followed) {
            endQueries(run, why);
            synchronized (runs) {
                run.statements().stream()
                        .filter(statement -> !statement.isDetached())
                        .forEach(LiveStatement::cancelled);
                run.settle(clock.instant());
            }
            runs.publish(run);
        }
    }

    private void endQueries(LiveRun run, String why) {
        String message = "Ended, as " + why + ".";
        endParts(run, ResultState.CANCELLED, message, statement -> !statement.isDetached());
    }

    /** Cancels the jobs of those statements, and ends the results of all. */
    private void endParts(
            LiveRun run, ResultState state, String why, Predicate<LiveStatement> endsJob) {
        List<LiveStatement> statements;
        synchronized (runs) {
            statements = run.statements();
        }
        for (LiveStatement statement : statements) {
            JobId job = statement.jobId();
            if (job != null && !statement.state().isFinal() && endsJob.test(statement)) {
                jobs.cancel(job);
            }
            ResultId result = statement.result();
            if (result != null && !statement.state().isFinal()) {
                results.end(result, state, why);
            }
        }
    }
}
