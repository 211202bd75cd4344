package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunError;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunProgress;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import io.drey.server.kernel.KernelListener;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs, gives each kernel one at a time, and follows them to their end.
 *
 * <p>Runs whose queries stream no longer occupy the kernel. Thread-safe: one lock guards the live
 * runs; listeners are called without it and may see versions out of order.
 */
public final class RunService implements KernelListener {
    /** How the sink's failure begins when it cannot dial the result port. */
    private static final String UNREACHABLE = "Drey cannot be reached at";

    private final RunKernels kernels;
    private final RunResults results;
    private final RunJobs jobs;
    private final Completions completions;
    private final RunStore store;
    private final RandomIds ids;
    private final Clock clock;
    private final Map<RunId, LiveRun> live = new LinkedHashMap<>();
    private final List<Consumer<RunInfo>> listeners = new CopyOnWriteArrayList<>();

    public RunService(
            RunKernels kernels,
            RunResults results,
            RunJobs jobs,
            Completions completions,
            RunStore store,
            RandomIds ids,
            Clock clock) {
        this.kernels = kernels;
        this.results = results;
        this.jobs = jobs;
        this.completions = completions;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** Hears of every change of every run. */
    public void addListener(Consumer<RunInfo> listener) {
        listeners.add(listener);
    }

    /** Queues a run; a kernel whose process died gets a new one, and the run says so. */
    public RunInfo submit(KernelId kernel, RunRequest request) {
        if (!request.language().equals("sql")) {
            throw new DreyException(
                    DreyErrorCode.UNSUPPORTED,
                    "language: '" + request.language() + "' (expected: sql)");
        }
        boolean isFresh = kernels.ensureProcess(kernel);
        LiveRun run;
        synchronized (this) {
            run =
                    new LiveRun(
                            new RunId(ids.id("r")), kernel, request, ids.token(), clock.instant());
            live.put(run.id(), run);
            if (isFresh) {
                run.warn(
                        "The kernel was started again: temporary tables and settings of earlier"
                                + " cells are gone.",
                        clock.instant());
            }
        }
        changed(run);
        dispatch(kernel);
        return get(run.id());
    }

    /**
     * The run as it is now.
     *
     * @throws DreyException RUN_NOT_FOUND if there never was one, or it was forgotten
     */
    public RunInfo get(RunId id) {
        return find(id).orElseThrow(
                        () -> new DreyException(DreyErrorCode.RUN_NOT_FOUND, "run: " + id));
    }

    /** Waits until the run's version is greater than {@code after}, or the time is over. */
    public RunInfo await(RunId id, long after, Duration limit) throws InterruptedException {
        Instant deadline = clock.instant().plus(limit);
        synchronized (this) {
            RunInfo run = get(id);
            while (run.version() <= after && !run.state().isFinal()) {
                long millis = Duration.between(clock.instant(), deadline).toMillis();
                if (millis <= 0) {
                    break;
                }
                wait(millis);
                run = get(id);
            }
            return run;
        }
    }

    public List<RunInfo> list(@Nullable String notebook, @Nullable KernelId kernel, int limit) {
        List<RunInfo> runs = new ArrayList<>(store.list(notebook, kernel, limit));
        synchronized (this) {
            runs.replaceAll(run -> find(run.id()).orElse(run));
        }
        return runs;
    }

    /** Runs that have not ended, oldest first. */
    public synchronized List<RunInfo> listLive() {
        return live.values().stream().map(LiveRun::info).toList();
    }

    /** Ends a run: what waits is not started, what runs is cancelled, its jobs included. */
    public RunInfo cancel(RunId id) {
        LiveRun run;
        boolean wasQueued;
        synchronized (this) {
            run = live.get(id);
            if (run == null) {
                return get(id);
            }
            wasQueued = run.state() == RunState.QUEUED;
            if (wasQueued) {
                run.end(RunState.CANCELLED, null, clock.instant());
            }
        }
        if (!wasQueued) {
            kernels.send(run.kernel(), new ServerMessages.Cancel(id.value()));
            endParts(run, ResultState.CANCELLED, "Cancelled.");
            synchronized (this) {
                run.statements().stream()
                        .filter(s -> s.state() == RunState.STREAMING || s.result() != null)
                        .forEach(LiveStatement::cancelled);
                run.settle(clock.instant());
            }
        }
        changed(run);
        return get(id);
    }

    /**
     * Takes up the runs an earlier server left unfinished; to be called once the kernels and
     * results of that server are known again.
     *
     * @param known finds a result by id
     */
    public void recover(Function<ResultId, Optional<ResultInfo>> known) {
        for (RunInfo info : store.listUnfinished()) {
            LiveRun run = LiveRun.restore(info, ids.token());
            synchronized (this) {
                live.put(run.id(), run);
            }
            if (run.occupiesKernel() && !kernels.hasProcess(run.kernel())) {
                lost(run.kernel(), "its process ended while the server was away", false);
                continue;
            }
            for (LiveStatement statement : run.statements()) {
                if (statement.jobId() != null && !statement.state().isFinal()) {
                    jobs.track(statement.jobId(), info);
                }
                if (statement.result() != null) {
                    known.apply(statement.result()).ifPresent(this::resultChanged);
                }
            }
        }
    }

    @Override
    public void ready(KernelId kernel) {
        dispatch(kernel);
    }

    @Override
    public void said(KernelId kernel, Message message) {
        if (message instanceof KernelMessages.Statement said) {
            said(said);
        } else if (message instanceof KernelMessages.ResultOpened opened) {
            opened(opened);
        } else if (message instanceof KernelMessages.Job job) {
            submitted(job);
        } else if (message instanceof KernelMessages.Log log && log.run() != null) {
            change(log.run(), run -> run.warn(log.text(), clock.instant()));
        } else if (message instanceof KernelMessages.Completions answer) {
            completions.answered(kernel, answer);
        } else if (message instanceof KernelMessages.RunEnded ended) {
            change(ended.run(), run -> run.kernelEnded(ended, clock.instant()));
            kernels.setBusy(kernel, false);
            dispatch(kernel);
        }
    }

    @Override
    public void sentRows(KernelId kernel, RowFrame frame) {
        results.accept(frame);
    }

    @Override
    public void lost(KernelId kernel, String why, boolean wasAsked) {
        completions.forget(kernel);
        List<LiveRun> ended = new ArrayList<>();
        synchronized (this) {
            for (LiveRun run : live.values()) {
                if (run.kernel().equals(kernel)
                        && (run.occupiesKernel() || run.state() == RunState.QUEUED)) {
                    ended.add(run);
                }
            }
        }
        for (LiveRun run : ended) {
            endParts(run, ResultState.INTERRUPTED, "The kernel was lost: " + why + ".");
            synchronized (this) {
                if (wasAsked) {
                    run.end(RunState.CANCELLED, null, clock.instant());
                } else {
                    String message = "The kernel was lost while it worked on this: " + why + ".";
                    RunError error = RunError.of(DreyErrorCode.KERNEL_LOST, message, null);
                    run.end(RunState.FAILED, error, clock.instant());
                }
            }
            changed(run);
        }
    }

    /** Takes a change of a result's state. */
    public void resultChanged(ResultInfo result) {
        LiveRun run;
        synchronized (this) {
            run = live.get(result.runId());
        }
        if (run == null) {
            return;
        }
        if (result.state() == ResultState.RUNNING) {
            kernels.send(
                    run.kernel(), new ServerMessages.ResultState(result.id().value(), "connected"));
        }
        if (!result.state().isFinal()) {
            return;
        }
        JobId job;
        synchronized (this) {
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
        kernels.send(run.kernel(), new ServerMessages.ResultState(result.id().value(), "closed"));
        changed(run);
        dispatch(run.kernel());
    }

    /** Takes the end of a tracked job. */
    public void jobEnded(JobId job, JobEnd end) {
        LiveRun run = runOf(job);
        if (run == null || isToBeRepeated(end)) {
            return;
        }
        ResultId result;
        synchronized (this) {
            LiveStatement statement = run.statementOf(job).orElseThrow();
            statement.jobEnded(end, run.elapsedMillis(clock.instant()));
            run.settle(clock.instant());
            result = statement.result();
        }
        ResultState state = LiveStatement.resultStateAfter(end.outcome());
        if (result != null && state != null) {
            String cause = end.cause();
            results.end(result, state, cause == null ? "The job was " + state : cause);
        }
        changed(run);
        dispatch(run.kernel());
    }

    /** Takes how far a tracked job is. */
    public void jobProgressed(JobId job, RunProgress progress) {
        LiveRun run = runOf(job);
        if (run != null) {
            synchronized (this) {
                run.setProgress(progress);
                notifyAll();
            }
            tell(run.info());
        }
    }

    /** The live run that started a job; null when there is none. */
    public synchronized @Nullable RunInfo findByJob(JobId job) {
        LiveRun run = runOf(job);
        return run == null ? null : run.info();
    }

    /** The kernel runs a query once more, over Flink's own road, when tasks cannot reach us. */
    private static boolean isToBeRepeated(JobEnd end) {
        return end.cause() != null && end.cause().contains(UNREACHABLE);
    }

    private void said(KernelMessages.Statement said) {
        AtomicReference<LiveStatement> heard = new AtomicReference<>();
        change(said.run(), run -> heard.set(run.said(said, clock.instant())));
        LiveStatement statement = heard.get();
        if (statement == null) {
            return;
        }
        ResultId result;
        RunState state;
        String why;
        synchronized (this) {
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

    private void opened(KernelMessages.ResultOpened opened) {
        LiveRun run;
        synchronized (this) {
            run = live.get(new RunId(opened.run()));
        }
        if (run == null) {
            return;
        }
        Long limit = run.request().limit();
        results.open(run.id(), opened, run.token(), limit == null ? 0 : limit);
        change(
                opened.run(),
                changing ->
                        changing.statements().stream()
                                .filter(s -> s.index() == opened.statement())
                                .forEach(s -> s.opened(opened)));
    }

    private void submitted(KernelMessages.Job job) {
        JobId id = new JobId(job.job());
        JobRef ref = jobs.describe(id, "local", job.name());
        change(
                job.run(),
                run ->
                        run.statements().stream()
                                .filter(s -> s.index() == job.statement())
                                .forEach(s -> s.submitted(ref, job.isDetached())));
        LiveRun run;
        RunInfo info;
        ResultId result;
        synchronized (this) {
            run = live.get(new RunId(job.run()));
            if (run == null) {
                return;
            }
            info = run.info();
            result = run.statementOf(id).map(LiveStatement::result).orElse(null);
        }
        if (result != null) {
            results.attachJob(result, ref);
        }
        jobs.track(id, info);
    }

    /** Gives the kernel its next run, if it is free. */
    private void dispatch(KernelId kernel) {
        LiveRun next = null;
        List<LiveRun> skipped = new ArrayList<>();
        synchronized (this) {
            boolean isOccupied =
                    live.values().stream()
                            .anyMatch(
                                    r ->
                                            r.kernel().equals(kernel)
                                                    && r.state() == RunState.RUNNING);
            if (!isOccupied && kernels.isIdle(kernel)) {
                for (LiveRun run : List.copyOf(live.values())) {
                    if (!run.kernel().equals(kernel) || run.state() != RunState.QUEUED) {
                        continue;
                    }
                    if (hasFailedPredecessor(run)) {
                        run.end(RunState.SKIPPED, null, clock.instant());
                        skipped.add(run);
                        continue;
                    }
                    run.started(clock.instant());
                    kernels.setBusy(kernel, true);
                    next = run;
                    break;
                }
            }
        }
        skipped.forEach(this::changed);
        if (next != null) {
            changed(next);
            kernels.send(kernel, toMessage(next));
        }
    }

    private boolean hasFailedPredecessor(LiveRun run) {
        RunId after = run.request().after();
        return after != null
                && find(after)
                        .map(RunInfo::state)
                        .filter(s -> s.isFinal() && s != RunState.SUCCEEDED)
                        .isPresent();
    }

    private static ServerMessages.Run toMessage(LiveRun run) {
        RunRequest request = run.request();
        String mode = null;
        if (request.mode() != null) {
            mode =
                    switch (request.mode()) {
                        case BATCH -> "batch";
                        case STREAMING -> "streaming";
                    };
        }
        Long limit = request.limit();
        return new ServerMessages.Run(
                run.id().value(),
                request.language(),
                request.source(),
                mode,
                run.token(),
                limit == null ? 0 : limit);
    }

    private void change(String id, Consumer<LiveRun> change) {
        LiveRun run;
        synchronized (this) {
            run = live.get(new RunId(id));
            if (run == null) {
                return;
            }
            change.accept(run);
            run.settle(clock.instant());
        }
        changed(run);
    }

    /** Cancels the jobs and ends the results of a run, but not jobs that outlive their viewer. */
    private void endParts(LiveRun run, ResultState state, String why) {
        List<LiveStatement> statements;
        synchronized (this) {
            statements = run.statements();
        }
        for (LiveStatement statement : statements) {
            JobId job = statement.jobId();
            boolean isKept = statement.isDetached() && state == ResultState.INTERRUPTED;
            if (job != null && !statement.state().isFinal() && !isKept) {
                jobs.cancel(job);
            }
            ResultId result = statement.result();
            if (result != null && !statement.state().isFinal()) {
                results.end(result, state, why);
            }
        }
    }

    private void changed(LiveRun run) {
        RunInfo info;
        synchronized (this) {
            info = run.info();
            store.save(info);
            if (info.state().isFinal()) {
                live.remove(run.id());
            }
            notifyAll();
        }
        tell(info);
    }

    private void tell(RunInfo info) {
        listeners.forEach(listener -> listener.accept(info));
    }

    private Optional<RunInfo> find(RunId id) {
        synchronized (this) {
            LiveRun run = live.get(id);
            if (run != null) {
                return Optional.of(run.info());
            }
        }
        return store.find(id);
    }

    private synchronized @Nullable LiveRun runOf(JobId job) {
        return live.values().stream()
                .filter(run -> run.statementOf(job).isPresent())
                .findFirst()
                .orElse(null);
    }
}
