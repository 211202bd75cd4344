package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.RunEnded;
import io.drey.protocol.ServerMessages.Run;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Function;

/**
 * Runs cells one after another on the session thread. Thread-safe.
 *
 * <p>A run that ended is still known here while something of it lives on, such as the job of a
 * streaming query, so that it can be cancelled.
 */
final class RunQueue implements Executor {
    private static final System.Logger LOG = System.getLogger(RunQueue.class.getName());

    private final BlockingDeque<Runnable> tasks = new LinkedBlockingDeque<>();
    private final Map<String, CellRun> runs = new ConcurrentHashMap<>();
    private final Function<String, Optional<Language>> languages;
    private final Outlet outlet;
    private final Thread thread;

    /** Makes the queue; {@code languages} finds a language by its name. */
    RunQueue(Function<String, Optional<Language>> languages, Outlet outlet) {
        this.languages = requireNonNull(languages, "languages");
        this.outlet = requireNonNull(outlet, "outlet");
        this.thread = new Thread(this::work, "drey-session");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Does something before the next run. */
    @Override
    public void execute(Runnable task) {
        tasks.addFirst(task);
    }

    /** Puts a run at the end of the queue; a run that is already known is not run twice. */
    void submit(Run request) {
        CellRun run = new CellRun(request);
        runs.values().removeIf(known -> known.hasEnded() && !known.isHolding());
        if (runs.putIfAbsent(run.id(), run) == null) {
            tasks.addLast(() -> perform(run));
        }
    }

    /** Cancels a run, whether it waits, is at work, or has left jobs behind. */
    void cancel(String runId) {
        CellRun run = runs.get(runId);
        if (run != null && run.cancel()) {
            tellEnd(run, Ending.cancelled());
        }
    }

    private void work() {
        while (true) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                // A late interrupt meant for the run that just ended.
                continue;
            } catch (CancellationException e) {
                LOG.log(Level.DEBUG, "Stopped a task: " + e.getMessage());
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, "Failed in a task of the session", e);
            }
        }
    }

    private void perform(CellRun run) {
        if (!run.start()) {
            return;
        }
        long start = System.nanoTime();
        Ending ending = finish(run);
        // What was meant to interrupt this run must not hit the next one.
        boolean unused = Thread.interrupted();
        tellEnd(run, ending);
        LOG.log(
                Level.INFO,
                "Ran run={0} state={1} ms={2}",
                run.id(),
                ending.state(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void tellEnd(CellRun run, Ending ending) {
        run.end();
        outlet.tell(new RunEnded(run.id(), ending.state(), ending.failure().orElse(null)));
    }

    private Ending finish(CellRun run) {
        try {
            Optional<Failure> failure = runCell(run);
            if (run.isCancelled()) {
                return Ending.cancelled();
            }
            return new Ending(failure.isPresent() ? "failed" : "succeeded", failure);
        } catch (CancellationException e) {
            return Ending.cancelled();
        } catch (Exception | Error e) {
            // Languages are made of other people's code, and a run must end whatever they throw.
            LOG.log(Level.ERROR, "Failed to run a cell, run=" + run.id(), e);
            return new Ending("failed", Optional.of(Failures.internal(e)));
        }
    }

    private Optional<Failure> runCell(CellRun run) {
        Optional<Language> language = languages.apply(run.request().language());
        if (language.isEmpty()) {
            return Optional.of(Failures.unknownLanguage(run.request().language()));
        }
        return language.get().run(run, outlet);
    }

    private record Ending(String state, Optional<Failure> failure) {
        static Ending cancelled() {
            return new Ending("cancelled", Optional.of(Failures.cancelled()));
        }
    }
}
