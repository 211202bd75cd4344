package io.drey.server.http;

import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.server.run.RunService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code watch-runs}: every change of every run, or of one notebook's runs.
 *
 * <p>Begins with the runs that go on, and with the newest of the notebook. Thread-safe.
 */
public final class RunWatchSource implements WatchSource {
    private static final int NEWEST = 200;

    private final RunService runs;
    private final Set<RunWatch> watches = ConcurrentHashMap.newKeySet();

    public RunWatchSource(RunService runs) {
        this.runs = runs;
        runs.addListener(run -> watches.forEach(watch -> watch.changed(run)));
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
                        : runs.list(request.notebook(), null, NEWEST);
        known.forEach(watch::changed);
        return watch;
    }

    private final class RunWatch implements LiveWatch {
        private final @Nullable String notebook;
        private final Out out;
        private final Map<RunId, Long> told = new HashMap<>();

        RunWatch(@Nullable String notebook, Out out) {
            this.notebook = notebook;
            this.out = out;
        }

        /** Tells it, unless something newer of the run was told: news may overtake each other. */
        synchronized void changed(RunInfo run) {
            Long before = told.get(run.id());
            boolean isNews = before == null || before < run.version();
            if (isNews && (notebook == null || notebook.equals(run.notebook()))) {
                told.put(run.id(), run.version());
                out.send("run", run.id().value(), Map.of("run", run));
            }
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
