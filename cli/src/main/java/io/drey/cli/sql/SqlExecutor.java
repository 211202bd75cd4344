package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.ErrorText;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.client.DreyClient;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobRef;
import io.drey.model.KernelId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a source text and shows statement by statement what comes of it.
 *
 * <p>Confined to one thread, but {@link #interrupt} may be called from any.
 */
public final class SqlExecutor {
    private static final Duration POLL = Duration.ofSeconds(20);
    private static final Duration POLL_ON_TERMINAL = Duration.ofSeconds(1);

    private final DreyClient client;
    private final KernelId kernel;
    private final Console console;
    private final SqlSettings settings;
    private final ResultPrinter printer;
    private final ErrorText errors;
    private volatile @Nullable RunId current;
    private volatile boolean isInterrupted;

    public SqlExecutor(
            DreyClient client,
            KernelId kernel,
            Console console,
            SqlSettings settings,
            @Nullable LiveTable liveTable) {
        this.client = requireNonNull(client, "client");
        this.kernel = requireNonNull(kernel, "kernel");
        this.console = requireNonNull(console, "console");
        this.settings = requireNonNull(settings, "settings");
        this.printer = new ResultPrinter(client, console, settings, liveTable);
        this.errors = new ErrorText(console.errStyle(), settings.isVerbose());
    }

    /** Cancels what runs; {@link #execute} then returns soon. */
    public void interrupt() {
        isInterrupted = true;
        RunId run = current;
        if (run != null) {
            cancel(run);
        }
    }

    /** Runs a source text of any number of statements to its end. */
    public RunOutcome execute(String source) {
        isInterrupted = false;
        // A stream's limit counts changes, which only this side sees.
        Long kept = settings.mode() == ExecutionMode.BATCH ? settings.limit() : null;
        RunRequest request =
                new RunRequest("sql", source, settings.mode(), null, null, null, kept, null);
        RunInfo run = client.createRun(kernel, request);
        current = run.id();
        try {
            return new Following(run).follow();
        } catch (RuntimeException e) {
            // Nobody reads any more, or the rows broke off: nothing may go on unseen.
            cancel(run.id());
            throw e;
        } finally {
            current = null;
        }
    }

    private void cancel(RunId run) {
        try {
            client.cancelRun(run);
        } catch (DreyException e) {
            console.say(errors.of(e));
        }
    }

    /** One run on its way to its end. */
    private final class Following {
        private final Deadline timeout = Deadline.in(settings.timeout());
        private final ProgressLine progress = new ProgressLine(console);
        private volatile RunInfo run;
        private volatile boolean isStoppedHere;
        private int next;
        private int shown = -1;
        private boolean hasFailed;

        Following(RunInfo run) {
            this.run = run;
        }

        RunOutcome follow() {
            while (true) {
                if (!advance()) {
                    return timeOut();
                }
                if (run.state().isFinal() || isAllStreaming()) {
                    progress.clear();
                    return end();
                }
                if (timeout.isOver()) {
                    return timeOut();
                }
                progress.show(run);
                Duration poll = console.isErrTerminal() ? POLL_ON_TERMINAL : POLL;
                run = client.getRunAfter(run.id(), run.version(), timeout.leftAtMost(poll));
            }
        }

        /** Shows what has come so far; false when the time was over. */
        private boolean advance() {
            while (next < run.statements().size()) {
                StatementInfo statement = run.statements().get(next);
                if (statement.resultId() != null && shown != next) {
                    shown = next;
                    progress.clear();
                    Shown result =
                            printer.print(statement.resultId(), timeout, () -> stop(statement));
                    if (result.ending() == Shown.Ending.TIMEOUT) {
                        return false;
                    }
                    hasFailed |= result.ending() == Shown.Ending.CUT;
                    run = client.getRun(run.id());
                    continue;
                }
                if (!statement.state().isFinal() && statement.state() != RunState.STREAMING) {
                    return true;
                }
                progress.clear();
                report(statement);
                next++;
            }
            return true;
        }

        private boolean isAllStreaming() {
            return run.state() == RunState.STREAMING && next == run.statements().size();
        }

        private RunOutcome timeOut() {
            progress.clear();
            cancel(run.id());
            Duration limit = settings.timeout();
            console.say(
                    console.errStyle().red("error: ")
                            + "not done within "
                            + Words.duration(limit == null ? Duration.ZERO : limit)
                            + " (--timeout); cancelled");
            return RunOutcome.TIMED_OUT;
        }

        private RunOutcome end() {
            for (String warning : run.warnings()) {
                console.say(console.errStyle().yellow("warning: ") + warning);
            }
            if (run.error() != null && !hasFailed) {
                hasFailed = true;
                console.say(errors.of(run.error(), run.source()));
            }
            if (hasFailed || run.state() == RunState.FAILED || run.state() == RunState.SKIPPED) {
                return RunOutcome.FAILED;
            }
            if (isInterrupted) {
                return RunOutcome.CANCELLED;
            }
            if (run.state() == RunState.CANCELLED && !isStoppedHere) {
                console.say(console.errStyle().red("error: ") + "the run was cancelled");
                return RunOutcome.FAILED;
            }
            return RunOutcome.SUCCEEDED;
        }

        /**
         * Ends one query, and with it the run unless something else of the run goes on.
         *
         * <p>May be called from another thread.
         */
        private void stop(StatementInfo statement) {
            isStoppedHere = true;
            try {
                RunInfo now = client.getRun(run.id());
                List<StatementInfo> unfinished =
                        now.statements().stream().filter(s -> !s.state().isFinal()).toList();
                boolean isAlone = unfinished.stream().allMatch(s -> s.index() == statement.index());
                JobRef job = now.statements().get(statement.index()).job();
                if (job != null && !isAlone) {
                    client.cancelJob(job.id());
                } else if (!unfinished.isEmpty()) {
                    client.cancelRun(run.id());
                }
            } catch (DreyException e) {
                // Whoever reads the rows finds out, too, and says it.
                isStoppedHere = false;
            }
        }

        private void report(StatementInfo statement) {
            if (statement.error() != null) {
                hasFailed = true;
                console.say(errors.of(statement.error(), run.source()));
                return;
            }
            JobRef job = statement.job();
            if (statement.state() == RunState.STREAMING && statement.resultId() == null) {
                console.say(
                        statement.kind()
                                + ": the job goes on"
                                + (job == null
                                        ? ""
                                        : "; stop it with: ./drey job cancel " + job.id()));
            } else if (statement.resultId() == null && statement.state() == RunState.SUCCEEDED) {
                String message = statement.message();
                console.say(
                        console.errStyle()
                                .dim(
                                        statement.kind()
                                                + ": "
                                                + (message == null ? "done" : message)));
            }
        }
    }
}
