package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.server.platform.NamedThreads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners when a notebook's file changes, whoever changed it.
 *
 * <p>Files that nobody watches cost nothing; watched ones cost one look at their attributes per
 * interval. Thread-safe.
 */
final class NotebookWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookWatcher.class);

    private final NotebookFiles files;
    private final Function<NotebookPath, @Nullable String> readVersion;
    private final ScheduledFuture<?> polling;
    private final Map<NotebookPath, Watched> watched = new HashMap<>();

    /** One file and who wants to hear of it. Guarded by the watcher. */
    private static final class Watched {
        private final List<NotebookListener> listeners = new CopyOnWriteArrayList<>();
        private @Nullable FileStamp stamp;
        private @Nullable String version;
    }

    NotebookWatcher(
            NotebookFiles files,
            Function<NotebookPath, @Nullable String> readVersion,
            ScheduledExecutorService timer,
            Duration interval) {
        this.files = requireNonNull(files, "files");
        this.readVersion = requireNonNull(readVersion, "readVersion");
        long millis = interval.toMillis();
        this.polling =
                timer.scheduleWithFixedDelay(
                        NamedThreads.logged("watch notebooks", this::poll),
                        millis,
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    /** Starts watching; the current version is not reported. */
    NotebookWatch watch(NotebookPath path, NotebookListener listener) {
        FileStamp stamp = stamp(path);
        String version = readVersion.apply(path);
        synchronized (this) {
            Watched entry = watched.get(path);
            if (entry == null) {
                entry = new Watched();
                entry.stamp = stamp;
                entry.version = version;
                watched.put(path, entry);
            }
            entry.listeners.add(listener);
        }
        return () -> unwatch(path, listener);
    }

    synchronized boolean isWatched(String path) {
        return watched.keySet().stream().anyMatch(each -> each.value().equals(path));
    }

    /** Reports a change that Drey itself made. */
    void changed(NotebookPath path, @Nullable String version) {
        report(path, stamp(path), version);
    }

    /** Reports that a notebook goes by another path; its watches stay with the old one. */
    void moved(NotebookPath from, NotebookPath to) {
        report(from, null, null, listener -> listener.moved(from.value(), to.value()));
    }

    @Override
    public void close() {
        polling.cancel(false);
    }

    private synchronized void unwatch(NotebookPath path, NotebookListener listener) {
        Watched entry = watched.get(path);
        if (entry != null && entry.listeners.remove(listener) && entry.listeners.isEmpty()) {
            watched.remove(path);
        }
    }

    private void poll() {
        Set<NotebookPath> paths;
        synchronized (this) {
            paths = Set.copyOf(watched.keySet());
        }
        for (NotebookPath path : paths) {
            FileStamp stamp = stamp(path);
            boolean isNew;
            synchronized (this) {
                Watched entry = watched.get(path);
                isNew = entry != null && !Objects.equals(entry.stamp, stamp);
            }
            if (isNew) {
                report(path, stamp, stamp == null ? null : readVersion.apply(path));
            }
        }
    }

    private void report(NotebookPath path, @Nullable FileStamp stamp, @Nullable String version) {
        report(path, stamp, version, listener -> listener.changed(path.value(), version));
    }

    private void report(
            NotebookPath path,
            @Nullable FileStamp stamp,
            @Nullable String version,
            Consumer<NotebookListener> tell) {
        List<NotebookListener> listeners;
        synchronized (this) {
            Watched entry = watched.get(path);
            if (entry == null) {
                return;
            }
            entry.stamp = stamp;
            if (Objects.equals(entry.version, version)) {
                return;
            }
            entry.version = version;
            listeners = entry.listeners;
        }
        for (NotebookListener listener : listeners) {
            try {
                tell.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("Failed listener of notebook={}", path, e);
            }
        }
    }

    private @Nullable FileStamp stamp(NotebookPath path) {
        try {
            return files.stamp(path);
        } catch (DreyException e) {
            return null;
        }
    }
}
