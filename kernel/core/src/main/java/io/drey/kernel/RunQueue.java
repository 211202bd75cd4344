package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.RunEnded;
import io.drey.protocol.ServerMessages.Run;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    /** What goes before the next run, oldest first; each has a task that takes the oldest. */
    private final Queue<Runnable> ahead = new ConcurrentLinkedQueue<>();

    private final KnownRuns runs = new KnownRuns();
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

    /** Does something before the next run, after what is to be done before it already. */
    @Override
    public void execute(Runnable task) {
        ahead.add(task);
        tasks.addFirst(() -> ahead.remove().run());
    }

    /**
     * Puts a run at the end of the queue; a run that is already known is not run twice, and one
     * that was cancelled before it came ends at once.
     */
    void submit(Run request) {
        CellRun run = new CellRun(request);
        switch (runs.add(run)) {
            case NEW -> tasks.addLast(() -> perform(run));
            case CANCELLED_BEFORE -> tellEnd(run.id(), Ending.cancelled());
            case KNOWN -> LOG.log(Level.DEBUG, "Runs nothing twice, run={0}", run.id());
        }
    }

    /**
     * Cancels a run, whether it waits, is at work, or has left jobs behind. One that never came is
     * told to have ended as well: the server waits for that.
     */
    void cancel(String runId) {
        if (runs.cancelAhead(runId)) {
            tellEnd(runId, Ending.cancelled());
            return;
        }
        CellRun run = runs.find(runId).orElse(null);
        if (run != null && run.cancel()) {
            run.end();
            tellEnd(runId, Ending.cancelled());
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
        run.end();
        tellEnd(run.id(), ending);
        LOG.log(
                Level.INFO,
                "Ran run={0} state={1} ms={2}",
                run.id(),
                ending.state(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void tellEnd(String runId, Ending ending) {
        outlet.tell(new RunEnded(runId, ending.state(), ending.failure().orElse(null)));
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
