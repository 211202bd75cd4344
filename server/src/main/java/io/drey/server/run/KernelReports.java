package io.drey.server.run;

import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.ResultId;
import io.drey.model.ResultState;
import io.drey.model.RunError;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.ServerMessages;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what kernels tell of the runs they work on. Thread-safe. */
final class KernelReports {
    private final LiveRuns runs;
    private final RunKernels kernels;
    private final RunResults results;
    private final RunJobs jobs;
    private final Clock clock;

    KernelReports(
            LiveRuns runs, RunKernels kernels, RunResults results, RunJobs jobs, Clock clock) {
        this.runs = runs;
        this.kernels = kernels;
        this.results = results;
        this.jobs = jobs;
        this.clock = clock;
    }

    void said(KernelMessages.Statement said) {
        AtomicReference<@Nullable LiveStatement> heard = new AtomicReference<>();
        runs.changeOften(new RunId(said.run()), run -> heard.set(run.said(said, clock.instant())));
        LiveStatement statement = heard.get();
        if (statement == null) {
            return;
        }
        ResultId result;
        RunState state;
        String why;
        synchronized (runs) {
            result = statement.result();
            state = statement.state();
            why = statement.error() == null ? null : statement.error().message();
        }
        // The kernel may know of a failure before the cluster's watcher; who reads must hear of it.
        if (result != null && (state == RunState.FAILED || state == RunState.CANCELLED)) {
            boolean hasFailed = state == RunState.FAILED;
            results.end(
                    result,
                    hasFailed ? ResultState.FAILED : ResultState.CANCELLED,
                    why == null ? "The statement was " + said.state() + "." : why);
        }
    }

    void opened(KernelMessages.ResultOpened opened) {
        LiveRun run = runs.live(new RunId(opened.run()));
        if (run == null) {
            return;
        }
        Long limit = run.request().limit();
        try {
            results.open(run.id(), opened, run.token(), limit == null ? 0 : limit);
        } catch (DreyException e) {
            RunError why = RunError.of(e.code(), String.valueOf(e.getMessage()), null);
            changeStatement(run.id(), opened.statement(), s -> s.fail(why));
            kernels.send(run.kernel(), new ServerMessages.Cancel(opened.run()));
            return;
        }
        kernels.send(run.kernel(), new ServerMessages.ResultState(opened.result(), "opened"));
        // What is known of a result survives by itself, so that this need not be saved at once.
        runs.changeOften(run.id(), r -> r.change(opened.statement(), s -> s.opened(opened)));
    }

    void submitted(KernelMessages.Job job) {
        JobId id = new JobId(job.job());
        JobRef ref = jobs.describe(id, "local", job.name());
        RunId runId = new RunId(job.run());
        changeStatement(runId, job.statement(), s -> s.submitted(ref, job.isDetached()));
        RunInfo info;
        Optional<ResultId> result;
        synchronized (runs) {
            LiveRun run = runs.live(runId);
            if (run == null) {
                return;
            }
            info = run.info();
            result = run.statementOf(id).map(LiveStatement::result);
        }
        result.ifPresent(filled -> results.attachJob(filled, ref));
        jobs.track(id, info);
    }

    void warned(RunId run, String warning) {
        runs.change(run, warned -> warned.warn(warning, clock.instant()));
    }

    void ended(KernelMessages.RunEnded ended) {
        runs.change(new RunId(ended.run()), run -> run.kernelEnded(ended, clock.instant()));
    }

    private void changeStatement(RunId run, int index, Consumer<LiveStatement> change) {
        runs.change(run, changed -> changed.change(index, change));
    }
}
