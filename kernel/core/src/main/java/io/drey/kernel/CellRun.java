package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.ServerMessages.Run;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** One run on its way through the kernel, and what lives on of it afterwards. Thread-safe. */
public final class CellRun {
    private final Run request;
    private final Set<Hold> holds = new LinkedHashSet<>();
    private boolean isCancelled;
    private boolean hasStarted;
    private boolean hasEnded;

    public CellRun(Run request) {
        this.request = requireNonNull(request, "request");
    }

    public Run request() {
        return request;
    }

    public String id() {
        return request.run();
    }

    public synchronized boolean isCancelled() {
        return isCancelled;
    }

    /**
     * Stops a run that was cancelled from going further.
     *
     * @throws CancellationException if it was cancelled
     */
    public void requireNotCancelled() {
        if (isCancelled()) {
            throw new CancellationException("run: " + id());
        }
    }

    /**
     * Ties a piece of work to the run, such as a job that outlives it: cancelling the run ends it.
     *
     * <p>When the run is already cancelled, the work is ended at once.
     *
     * @param end ends the work; must not block for long
     */
    public Hold hold(Runnable end) {
        Hold hold = new Hold(end);
        synchronized (this) {
            if (!isCancelled) {
                holds.add(hold);
                return hold;
            }
        }
        end.run();
        return hold;
    }

    /**
     * Lets the run begin.
     *
     * @return false if it was cancelled while it waited
     */
    synchronized boolean start() {
        hasStarted = !isCancelled;
        return hasStarted;
    }

    /**
     * Cancels the run and ends all that it holds.
     *
     * @return whether this kept the run from ever starting
     */
    boolean cancel() {
        boolean isPrevented;
        List<Hold> toEnd;
        synchronized (this) {
            isPrevented = !hasStarted && !isCancelled;
            isCancelled = true;
            toEnd = new ArrayList<>(holds);
            holds.clear();
        }
        toEnd.forEach(hold -> hold.end.run());
        return isPrevented;
    }

    /** Whether something of the run is still at work. */
    synchronized boolean isHolding() {
        return !holds.isEmpty();
    }

    /** Notes that its last statement is done. */
    synchronized void end() {
        hasEnded = true;
    }

    synchronized boolean hasEnded() {
        return hasEnded;
    }

    private synchronized void release(Hold hold) {
        holds.remove(hold);
    }

    /** Work that ends with the run; closed when it ended by itself. */
    public final class Hold implements AutoCloseable {
        private final Runnable end;

        private Hold(Runnable end) {
            this.end = requireNonNull(end, "end");
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
