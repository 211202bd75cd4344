package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.server.store.RunStore;
import io.drey.server.store.UnfinishedRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that have not ended, backed by the store for those that have.
 *
 * <p>Thread-safe. Its monitor guards every {@link LiveRun}: whoever reads or changes one holds it,
 * changes several things at once under it, and then, without it, lets the change be {@linkplain
 * #publish published}. Listeners are called without it and may see versions out of order.
 */
final class LiveRuns {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRuns.class);

    private final RunStore store;
    private final Clock clock;
    private final Map<RunId, LiveRun> live = new LinkedHashMap<>();

    /** Runs with changes that nobody was told yet. */
    private final Set<LiveRun> pending = new LinkedHashSet<>();

    private final List<Consumer<RunInfo>> listeners = new CopyOnWriteArrayList<>();

    LiveRuns(RunStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    void addListener(Consumer<RunInfo> listener) {
        listeners.add(listener);
    }

    synchronized void put(LiveRun run) {
        live.put(run.id(), run);
    }

    synchronized @Nullable LiveRun live(RunId id) {
        return live.get(id);
    }

    /** The live run that started a job; null when there is none. */
    synchronized @Nullable LiveRun liveByJob(JobId job) {
        return live.values().stream()
                .filter(run -> run.statementOf(job).isPresent())
                .findFirst()
                .orElse(null);
    }

    /** The live runs of a kernel, oldest first. */
    synchronized List<LiveRun> liveOf(KernelId kernel) {
        return live.values().stream().filter(run -> run.kernel().equals(kernel)).toList();
    }

    /** Takes note of runs that have run for as long as they were allowed to; tells each once. */
    synchronized List<RunId> takeOverdue() {
        Instant now = clock.instant();
        return live.values().stream()
                .filter(run -> run.becomesOverdue(now))
                .map(LiveRun::id)
                .toList();
    }

    /** Runs that have not ended, oldest first. */
    synchronized List<RunInfo> listLive() {
        return live.values().stream().map(LiveRun::info).toList();
    }

    Optional<RunInfo> find(RunId id) {
        synchronized (this) {
            LiveRun run = live.get(id);
            if (run != null) {
                return Optional.of(run.info());
            }
        }
        return store.find(id);
    }

    RunInfo get(RunId id) {
        return find(id).orElseThrow(
                        () -> new DreyException(DreyErrorCode.RUN_NOT_FOUND, "run: " + id));
    }

    synchronized List<RunInfo> list(
            @Nullable String notebook, @Nullable KernelId kernel, int limit) {
        return withLive(store.list(notebook, kernel, limit));
    }

    synchronized List<RunInfo> listByCell(String notebook, int perCell) {
        return withLive(store.listByCell(notebook, perCell));
    }

    private List<RunInfo> withLive(List<RunInfo> stored) {
        List<RunInfo> runs = new ArrayList<>(stored);
        runs.replaceAll(
                run -> {
                    LiveRun newer = live.get(run.id());
                    return newer == null ? run : newer.info();
                });
        return runs;
    }

    /** How many cells of a notebook have a run that has not ended. */
    synchronized int countCells(String notebook) {
        return (int)
                live.values().stream()
                        .filter(run -> notebook.equals(run.notebook()))
                        .map(run -> run.request().cell())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
    }

    List<UnfinishedRun> listUnfinished() {
        return store.listUnfinished();
    }

    /** Waits until the run's version is greater than {@code after}, or the time is over. */
    synchronized RunInfo await(RunId id, long after, Duration limit) throws InterruptedException {
        Instant deadline = clock.instant().plus(limit);
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

    /** Changes a run, if it is live, and lets everybody know. */
    void change(RunId id, Consumer<LiveRun> change) {
        LiveRun run;
        synchronized (this) {
            run = live.get(id);
            if (run == null) {
                return;
            }
            change.accept(run);
            run.settle(clock.instant());
        }
        publish(run);
    }

    /**
     * Changes a run as {@link #change} does, for changes that come by the thousand: those of a run
     * that is much to save and to tell are published together, at the latest by {@link
     * #publishPending}.
     */
    void changeOften(RunId id, Consumer<LiveRun> change) {
        LiveRun run;
        synchronized (this) {
            run = live.get(id);
            if (run == null) {
                return;
            }
            change.accept(run);
            Instant now = clock.instant();
            run.settle(now);
            if (!run.state().isFinal() && now.isBefore(run.publishedAt().plus(run.pace()))) {
                pending.add(run);
                return;
            }
        }
        publish(run);
    }

    /** Publishes what waits; to be called every second or so. */
    void publishPending() {
        List<LiveRun> waiting;
        synchronized (this) {
            waiting = List.copyOf(pending);
        }
        waiting.forEach(this::publish);
    }

    /**
     * Saves a changed run and lets everybody know; one that has ended is live no longer.
     *
     * <p>A run that cannot be saved now, as on a full disk, goes on all the same, and stays live
     * until it is saved: it is published again and again.
     */
    void publish(LiveRun run) {
        RunInfo info;
        synchronized (this) {
            boolean wasPending = pending.remove(run);
            run.published(clock.instant());
            info = run.info();
            try {
                store.save(info, run.ticket());
                if (info.state().isFinal()) {
                    live.remove(run.id());
                }
            } catch (RuntimeException e) {
                pending.add(run);
                if (!wasPending) {
                    LOG.error("Cannot save run={}, tries again", run.id(), e);
                }
            }
            notifyAll();
        }
        tell(info);
    }

    /** Gives the runs of a notebook, live or not, to the path it has now. */
    void moveNotebook(String from, String to) {
        List<LiveRun> moved;
        synchronized (this) {
            store.moveNotebook(from, to);
            moved = live.values().stream().filter(run -> from.equals(run.notebook())).toList();
            moved.forEach(run -> run.moveTo(to));
        }
        moved.forEach(this::publish);
    }

    /** Lets everybody know of a change that is not worth saving. */
    void show(LiveRun run) {
        RunInfo info;
        synchronized (this) {
            info = run.info();
            notifyAll();
        }
        tell(info);
    }

    private void tell(RunInfo info) {
        listeners.forEach(listener -> listener.accept(info));
    }
}
