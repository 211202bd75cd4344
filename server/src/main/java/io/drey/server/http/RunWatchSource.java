package io.drey.server.http;

import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.server.run.RunService;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code watch-runs}: every change of every run, or of one notebook's runs; what changes while a
 * page is busy comes to it in one message.
 *
 * <p>Begins with the runs that go on, and with the newest of each of the notebook's cells.
 * Thread-safe.
 */
public final class RunWatchSource implements WatchSource {
    /** The newest, and the one before whose output is shown until that one has any. */
    private static final int PER_CELL = 3;

    private final RunService runs;
    private final Set<RunWatch> watches = ConcurrentHashMap.newKeySet();

    public RunWatchSource(RunService runs) {
        this.runs = runs;
        runs.addListener(run -> watches.forEach(watch -> watch.changed(List.of(run))));
    }

    @Override
    public String op() {
        return "watch-runs";
    }

    @Override
    public LiveWatch watch(LiveRequest request, Out out) {
        RunWatch watch = new RunWatch(request.notebook(), out);
        // Watching first and listing then may tell a run twice, but never misses one.
        watches.add(watch);
        List<RunInfo> known =
                request.notebook() == null
                        ? runs.listLive()
                        : runs.listByCell(request.notebook(), PER_CELL);
        watch.changed(known);
        return watch;
    }

    private final class RunWatch implements LiveWatch {
        private final @Nullable String notebook;
        private final Out out;
        private final Map<RunId, Long> told = new HashMap<>();
        private final Map<RunId, RunInfo> untold = new LinkedHashMap<>();

        RunWatch(@Nullable String notebook, Out out) {
            this.notebook = notebook;
            this.out = out;
        }

        /** Tells of them, but for those of which something newer was told: news may overtake. */
        synchronized void changed(List<RunInfo> runs) {
            for (RunInfo run : runs) {
                Long before = told.get(run.id());
                boolean isNews = before == null || before < run.version();
                if (isNews && (notebook == null || notebook.equals(run.notebook()))) {
                    told.put(run.id(), run.version());
                    untold.put(run.id(), run);
                }
            }
            if (!untold.isEmpty()) {
                out.sendLater("runs", this::take);
            }
        }

        private synchronized @Nullable Map<String, ?> take() {
            if (untold.isEmpty()) {
                return null;
            }
            Map<String, ?> message = Map.of("runs", List.copyOf(untold.values()));
            untold.clear();
            return message;
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
