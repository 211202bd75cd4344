package io.drey.cli.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultPage;
import io.drey.model.RunError;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cells of a notebook one after the other on one kernel.
 *
 * <p>Confined to one thread, but {@link #cancelAll} may be called from any.
 */
public final class Headless {
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final int FIRST_ROWS = 10;

    private final DreyClient client;
    private final KernelId kernel;
    private final Duration streamFor;
    private final @Nullable ExecutionMode usualMode;

    /** Runs that may still have a job; guarded by itself. */
    private final List<RunId> open = new ArrayList<>();

    /**
     * @param streamFor how long a streaming query is let run
     * @param usualMode for cells that do not name one; null leaves it to the kernel
     */
    public Headless(
            DreyClient client,
            KernelId kernel,
            Duration streamFor,
            @Nullable ExecutionMode usualMode) {
        this.client = requireNonNull(client, "client");
        this.kernel = requireNonNull(kernel, "kernel");
        this.streamFor = requireNonNull(streamFor, "streamFor");
        this.usualMode = usualMode;
    }

    /** Runs one cell; a stream that goes on for the time given is a success. */
    public CellReport run(NotebookBlock cell) {
        String id = nameOf(cell);
        String language = cell.language() == null ? "" : cell.language();
        if (!language.equals("sql")) {
            return CellReport.skipped(id, language);
        }
        ExecutionMode own = modeOf(cell.attributes().get("mode"));
        ExecutionMode mode = own == null ? usualMode : own;
        RunRequest request = new RunRequest("sql", cell.text(), mode, null, id, null, null, null);
        RunInfo run = client.createRun(kernel, request);
        remember(run.id());
        run = awaitAccepted(run);
        boolean isStopped = false;
        if (run.state() == RunState.STREAMING && hasLiveResult(run)) {
            run = letStream(run);
            isStopped = !run.state().isFinal();
            run = isStopped ? stopQueries(run) : run;
        }
        if (run.state().isFinal()) {
            forget(run.id());
        }
        return report(run, id, isStopped);
    }

    /** Reports a cell that is not run, because one before it failed. */
    public CellReport skip(NotebookBlock cell) {
        return CellReport.skipped(nameOf(cell), cell.language() == null ? "" : cell.language());
    }

    /** Cancels every run that still has a job, such as a streaming INSERT. */
    public void cancelAll() {
        List<RunId> runs;
        synchronized (open) {
            runs = List.copyOf(open);
            open.clear();
        }
        for (RunId run : runs) {
            try {
                client.cancelRun(run);
            } catch (DreyException e) {
                // It ended by itself, or the server is gone: nothing runs on in either case.
                if (e.code() == DreyErrorCode.INTERNAL) {
                    throw e;
                }
            }
        }
    }

    /** How many runs have jobs that go on. */
    public int countOpen() {
        synchronized (open) {
            return open.size();
        }
    }

    static String nameOf(NotebookBlock cell) {
        return cell.id() == null ? cell.key() : cell.id();
    }

    /** The mode that a notebook's front matter gives to cells without their own. */
    public static @Nullable ExecutionMode modeOf(Notebook notebook) {
        return notebook.blocks().stream()
                .filter(block -> block.kind() == NotebookBlock.Kind.FRONT_MATTER)
                .map(block -> modeOf(block.attributes().get("session.runtime")))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable ExecutionMode modeOf(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return word.startsWith("stream") ? ExecutionMode.STREAMING : ExecutionMode.BATCH;
    }

    private RunInfo awaitAccepted(RunInfo first) {
        RunInfo run = first;
        while (!run.state().isFinal() && run.state() != RunState.STREAMING) {
            run = client.getRunAfter(run.id(), run.version(), POLL);
        }
        return run;
    }

    private RunInfo letStream(RunInfo first) {
        long end = System.nanoTime() + streamFor.toNanos();
        RunInfo run = first;
        long left = streamFor.toNanos();
        while (!run.state().isFinal() && hasLiveResult(run) && left > 0) {
            // The API waits in whole seconds; a shorter rest is slept through here.
            Duration wait = Duration.ofNanos(left);
            if (wait.compareTo(Duration.ofSeconds(1)) < 0) {
                sleep(wait);
                run = client.getRun(run.id());
            } else {
                Duration whole = Duration.ofSeconds(Math.min(wait.toSeconds(), POLL.toSeconds()));
                run = client.getRunAfter(run.id(), run.version(), whole);
            }
            left = end - System.nanoTime();
        }
        return run;
    }

    /** Ends the streaming queries of a run; jobs that write somewhere go on. */
    private RunInfo stopQueries(RunInfo run) {
        boolean hasWriters =
                run.statements().stream()
                        .anyMatch(s -> s.resultId() == null && s.state() == RunState.STREAMING);
        if (!hasWriters) {
            client.cancelRun(run.id());
            return client.awaitRun(run.id(), r -> r.state().isFinal(), SETTLE);
        }
        for (StatementInfo statement : run.statements()) {
            if (statement.state() == RunState.STREAMING
                    && statement.resultId() != null
                    && statement.job() != null) {
                client.cancelJob(statement.job().id());
            }
        }
        return client.awaitRun(run.id(), r -> r.state().isFinal() || !hasLiveResult(r), SETTLE);
    }

    private static boolean hasLiveResult(RunInfo run) {
        return run.statements().stream()
                .anyMatch(s -> s.resultId() != null && !s.state().isFinal());
    }

    private CellReport report(RunInfo run, String id, boolean isStopped) {
        boolean isSuccess =
                switch (run.state()) {
                    case SUCCEEDED, STREAMING -> true;
                    case CANCELLED -> isStopped;
                    case QUEUED, RUNNING, FAILED, SKIPPED -> false;
                };
        Optional<ResultId> result =
                run.statements().stream()
                        .map(StatementInfo::resultId)
                        .filter(Objects::nonNull)
                        .reduce((a, b) -> b);
        long elapsed = run.elapsedMillis() == null ? 0 : run.elapsedMillis();
        RunError error = isSuccess ? null : errorOf(run);
        String state = isSuccess ? "succeeded" : "failed";
        if (result.isEmpty() || !isSuccess) {
            return new CellReport(
                    id, run.language(), state, null, List.of(), List.of(), error, elapsed);
        }
        ResultInfo info = client.getResult(result.get());
        ResultPage page = client.getRows(info.id(), 0, FIRST_ROWS);
        return new CellReport(
                id,
                run.language(),
                state,
                page.total(),
                info.columns().stream()
                        .map(c -> new CellReport.Column(c.name(), c.type()))
                        .toList(),
                page.rows().stream().map(row -> named(info.columns(), row)).toList(),
                error,
                elapsed);
    }

    private static RunError errorOf(RunInfo run) {
        if (run.error() != null) {
            return run.error();
        }
        return run.statements().stream()
                .map(StatementInfo::error)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(
                        () ->
                                RunError.of(
                                        DreyErrorCode.CANCELLED,
                                        "the run was cancelled from elsewhere",
                                        null));
    }

    private static Map<String, @Nullable Object> named(
            List<ResultColumn> columns, List<@Nullable Object> row) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(columns.get(i).name(), row.get(i));
        }
        return named;
    }

    private void remember(RunId run) {
        synchronized (open) {
            open.add(run);
        }
    }

    private void forget(RunId run) {
        synchronized (open) {
            open.remove(run);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(Math.max(1, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(DreyErrorCode.CANCELLED, "interrupted while waiting", e);
        }
    }
}
