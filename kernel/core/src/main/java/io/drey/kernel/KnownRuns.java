package io.drey.kernel;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runs that came, and the ids of those that must not run any more. Thread-safe.
 *
 * <p>A cancellation may overtake its run, as they are sent by different threads of the server.
 */
final class KnownRuns {
    /** How many ids of ended and of cancelled runs are kept; the oldest are forgotten. */
    private static final int REMEMBERED = 1000;

    /** What is to be done with a run that comes. */
    enum Arrival {
        NEW,
        KNOWN,
        CANCELLED_BEFORE
    }

    private final Map<String, CellRun> runs = new LinkedHashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private final Set<String> cancelled = new LinkedHashSet<>();

    /** Takes a run, unless it is known or was cancelled before it came. */
    synchronized Arrival add(CellRun run) {
        runs.values().removeIf(this::isOver);
        if (cancelled.contains(run.id())) {
            return Arrival.CANCELLED_BEFORE;
        }
        if (ended.contains(run.id()) || runs.putIfAbsent(run.id(), run) != null) {
            return Arrival.KNOWN;
        }
        return Arrival.NEW;
    }

    /** The run, if it came and something of it may still be at work. */
    synchronized Optional<CellRun> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    /** Keeps a run from being taken that has not come yet; false if it has. */
    synchronized boolean cancelAhead(String id) {
        if (runs.containsKey(id) || ended.contains(id)) {
            return false;
        }
        remember(cancelled, id);
        return true;
    }

    private boolean isOver(CellRun run) {
        boolean isOver = run.hasEnded() && !run.isHolding();
        if (isOver) {
            remember(ended, run.id());
        }
        return isOver;
    }

    private static void remember(Set<String> ids, String id) {
        ids.add(id);
        if (ids.size() > REMEMBERED) {
            Iterator<String> oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
