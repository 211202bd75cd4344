package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunProgress;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.protocol.Answer;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.server.kernel.KernelListener;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.RunStore;
import io.drey.server.store.RunTicket;
import io.drey.server.store.UnfinishedRun;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes runs, gives each kernel one at a time, and follows them to their end. Thread-safe.
 *
 * <p>Runs whose queries stream no longer occupy the kernel. {@link LiveRuns} says what is done
 * under its lock.
 */
public final class RunService implements KernelListener {
    private static final String FRESH =
            "The kernel was started again: temporary tables and settings of earlier cells are"
                    + " gone.";

    private static final long MOST_SECONDS = Duration.ofDays(365).toSeconds();

    private final RunKernels kernels;
    private final RunResults results;
    private final RunJobs jobs;
    private final KernelQuestions questions;
    private final RandomIds ids;
    private final Clock clock;
    private final LiveRuns runs;
    private final RunQueue queue;
    private final KernelReports reports;
    private final RunFollower follower;
    private final RunEnds ends;

    public RunService(
            RunKernels kernels,
            RunResults results,
            RunJobs jobs,
            KernelQuestions questions,
            RunStore store,
            RandomIds ids,
            Clock clock) {
        this.kernels = kernels;
        this.results = results;
        this.jobs = jobs;
        this.questions = questions;
        this.ids = ids;
        this.clock = clock;
        this.runs = new LiveRuns(store, clock);
        this.queue = new RunQueue(runs, kernels, clock);
        this.reports = new KernelReports(runs, kernels, results, jobs, clock);
        this.follower = new RunFollower(runs, queue, kernels, results, jobs, clock);
        this.ends = new RunEnds(runs, kernels, results, jobs, clock);
    }

    /** Hears of every change of every run. */
    public void addListener(Consumer<RunInfo> listener) {
        runs.addListener(listener);
    }

    /** Queues a run; a kernel whose process died gets a new one, and the run says so. */
    public RunInfo submit(KernelId kernel, RunRequest request) {
        if (!request.language().equals("sql")) {
            throw new DreyException(
                    DreyErrorCode.UNSUPPORTED,
                    "language: '" + request.language() + "' (expected: sql)");
        }
        SourceLength.require(request.source());
        Long seconds = request.seconds();
        if (seconds != null && (seconds < 1 || seconds > MOST_SECONDS)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "seconds: " + seconds + " (expected: 1 to " + MOST_SECONDS + ")");
        }
        boolean isFresh = kernels.ensureProcess(kernel);
        LiveRun run =
                new LiveRun(new RunId(ids.id("r")), kernel, request, ids.token(), clock.instant());
        if (isFresh) {
            run.warn(FRESH, clock.instant());
        }
        runs.put(run);
        requireKernel(run);
        runs.publish(run);
        queue.dispatch(kernel);
        return get(run.id());
    }

    /** A kernel that went before the run was known to be its own would not end it. */
    private void requireKernel(LiveRun run) {
        try {
            if (kernels.ensureProcess(run.kernel())) {
                synchronized (runs) {
                    run.warn(FRESH, clock.instant());
                }
            }
        } catch (DreyException e) {
            synchronized (runs) {
                run.end(RunState.CANCELLED, null, clock.instant());
            }
            runs.publish(run);
            throw e;
        }
    }

    /**
     * The run as it is now.
     *
     * @throws DreyException RUN_NOT_FOUND if there never was one, or it was forgotten
     */
    public RunInfo get(RunId id) {
        return runs.get(id);
    }

    /** Waits until the run's version is greater than {@code after}, or the time is over. */
    public RunInfo await(RunId id, long after, Duration limit) throws InterruptedException {
        return runs.await(id, after, limit);
    }

    /** Of every cell of a notebook its newest runs, newest first. */
    public List<RunInfo> listByCell(String notebook, int perCell) {
        return runs.listByCell(notebook, perCell);
    }

    public List<RunInfo> list(@Nullable String notebook, @Nullable KernelId kernel, int limit) {
        return runs.list(notebook, kernel, limit);
    }

    /** Runs that have not ended, oldest first. */
    public List<RunInfo> listLive() {
        return runs.listLive();
    }

    /** How many cells of a notebook have a run that has not ended. */
    public int countRunningCells(String notebook) {
        return runs.countCells(notebook);
    }

    /** Gives the runs of a notebook to the path it has now. */
    public void moveNotebook(String from, String to) {
        runs.moveNotebook(from, to);
    }

    /** Ends a run: what waits is not started, what runs is cancelled, its jobs included. */
    public RunInfo cancel(RunId id) {
        ends.cancel(id);
        return get(id);
    }

    /**
     * Takes up the runs an earlier server left unfinished; to be called once the kernels and
     * results of that server are known again.
     *
     * @param known finds a result by id
     */
    public void recover(Function<ResultId, Optional<ResultInfo>> known) {
        List<LiveRun> restored = new ArrayList<>();
        Set<KernelId> users = new LinkedHashSet<>();
        for (UnfinishedRun unfinished : runs.listUnfinished()) {
            RunTicket ticket = unfinished.ticket();
            LiveRun run =
                    LiveRun.restore(
                            unfinished.info(),
                            ticket == null ? new RunTicket(ids.token(), null, null) : ticket);
            runs.put(run);
            restored.add(run);
            users.add(run.kernel());
        }
        // Only when all are known: what waited for a lost kernel ends with what it worked on.
        for (KernelId kernel : users) {
            if (!kernels.hasProcess(kernel)) {
                lost(kernel, "its process ended while the server was away", false);
            }
        }
        for (LiveRun run : restored) {
            takeUp(run, known);
        }
        users.stream().filter(kernels::hasProcess).forEach(queue::dispatch);
    }

    private void takeUp(LiveRun run, Function<ResultId, Optional<ResultInfo>> known) {
        for (LiveStatement statement : run.statements()) {
            if (statement.jobId() != null && !statement.state().isFinal()) {
                jobs.track(statement.jobId(), run.info());
            }
            if (statement.result() != null) {
                known.apply(statement.result()).ifPresent(this::resultChanged);
            }
        }
    }

    @Override
    public void ready(KernelId kernel) {
        queue.dispatch(kernel);
    }

    @Override
    public void connected(KernelId kernel) {
        queue.resend(kernel);
    }

    @Override
    public void said(KernelId kernel, Message message) {
        if (message instanceof KernelMessages.Statement said) {
            reports.said(said);
        } else if (message instanceof KernelMessages.ResultOpened opened) {
            reports.opened(opened);
        } else if (message instanceof KernelMessages.Job job) {
            reports.submitted(job);
        } else if (message instanceof KernelMessages.Log log && log.run() != null) {
            reports.warned(new RunId(log.run()), log.text());
        } else if (message instanceof Answer answer) {
            questions.answered(answer);
        } else if (message instanceof KernelMessages.RunEnded ended) {
            try {
                reports.ended(ended);
            } finally {
                queue.freed(kernel);
            }
        }
    }

    @Override
    public void sentRows(KernelId kernel, RowFrame frame) {
        results.accept(frame);
    }

    @Override
    public void lost(KernelId kernel, String why, boolean wasAsked) {
        ends.kernelLost(kernel, why, wasAsked);
    }

    /** Cancels what has run for as long as it was allowed to; to be called every second or so. */
    public void cancelOverdue() {
        runs.takeOverdue().forEach(ends::cancel);
    }

    /** Saves and tells what was held back for a moment; to be called every second or so. */
    public void publishPending() {
        runs.publishPending();
    }

    /** Takes a change of a result's state. */
    public void resultChanged(ResultInfo result) {
        follower.resultChanged(result);
    }

    /** Takes the end of a tracked job. */
    public void jobEnded(JobId job, JobEnd end) {
        follower.jobEnded(job, end);
    }

    /** Takes how far a tracked job is. */
    public void jobProgressed(JobId job, RunProgress progress) {
        follower.jobProgressed(job, progress);
    }
}
