package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes notebooks so that watchers, history and what else belongs to a notebook follow.
 *
 * <p>Thread-safe: what happens to one path happens in turn.
 */
final class NotebookContents {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookContents.class);
    private static final int FIRST_NUMBER = 2;
    private static final int MAX_NAMES = 10_000;

    private final NotebookFiles files;
    private final NotebookWatcher watcher;
    private final RecentVersions recent;
    private final HistoryKeeper history;
    private final MovedNotebooks moved = new MovedNotebooks();
    private final NotebookLocks locks = new NotebookLocks();
    private final List<NotebookMoveListener> moveListeners = new CopyOnWriteArrayList<>();

    /**
     * Joins the parts.
     *
     * @param watcher makes the watcher, which asks for the current version of a path
     */
    NotebookContents(
            NotebookFiles files,
            RecentVersions recent,
            HistoryKeeper history,
            Function<Function<NotebookPath, @Nullable String>, NotebookWatcher> watcher) {
        this.files = requireNonNull(files, "files");
        this.recent = requireNonNull(recent, "recent");
        this.history = requireNonNull(history, "history");
        this.watcher = watcher.apply(this::findVersion);
    }

    NotebookFiles files() {
        return files;
    }

    NotebookWatcher watcher() {
        return watcher;
    }

    /**
     * The file as it is.
     *
     * @throws DreyException NOTEBOOK_NOT_FOUND, also with the path it has now;
     *     NOTEBOOK_INACCESSIBLE
     */
    NotebookDocument read(NotebookPath path) {
        NotebookDocument document = readFile(path);
        if (history.isKnown(path, document)) {
            return document;
        }
        // Under the lock, so that a save in between does not look like somebody else's.
        return locks.locked(
                path,
                () -> {
                    NotebookDocument current = readFile(path);
                    history.saw(path, current);
                    return current;
                });
    }

    /** What a file asks for its session, read without a lock; nothing where it cannot be read. */
    Map<String, String> sessionSettings(String path) {
        try {
            return readFile(NotebookPath.parse(path)).frontMatter().session();
        } catch (DreyException e) {
            LOG.debug("Found no settings of notebook={} because {}", path, e.getMessage());
            return Map.of();
        }
    }

    Notebook create(NotebookPath path, NotebookDocument document, @Nullable String copiedFrom) {
        return locks.locked(
                path,
                () -> {
                    files.create(path, document.bytes());
                    recent.add(document);
                    history.created(path, document, copiedFrom);
                    watcher.changed(path, document.version());
                    return document.toNotebook(path.value());
                });
    }

    /** Replaces what was read under the same lock. */
    Notebook save(NotebookPath path, NotebookDocument current, NotebookDocument wanted) {
        if (!wanted.version().equals(current.version())) {
            write(path, wanted);
            history.edited(path, current, wanted);
            watcher.changed(path, wanted.version());
        }
        return wanted.toNotebook(path.value());
    }

    /** The same with what an older version had. */
    Notebook bringBack(NotebookPath path, NotebookDocument wanted, long version) {
        write(path, wanted);
        history.restored(path, wanted, version);
        watcher.changed(path, wanted.version());
        return wanted.toNotebook(path.value());
    }

    Notebook move(NotebookPath from, NotebookPath to) {
        return locks.locked(
                from,
                to,
                () -> {
                    files.move(from, to);
                    moved.moved(from, to);
                    tell(from.value(), to.value());
                    watcher.moved(from, to);
                    return arrived(to);
                });
    }

    /** Tells watchers of a notebook that came to a path. */
    Notebook arrived(NotebookPath path) {
        NotebookDocument document = read(path);
        watcher.changed(path, document.version());
        return document.toNotebook(path.value());
    }

    /** Makes a version of the notebook as it stands, unless there is one. */
    void keepVersion(NotebookPath path, NotebookVersion.Cause cause) {
        locks.locked(
                path,
                () -> {
                    NotebookDocument document = read(path);
                    history.keep(path, document, cause);
                    return document;
                });
    }

    /** Lets history and listeners follow a notebook to another name. */
    void tell(String from, String to) {
        history.moved(from, to);
        for (NotebookMoveListener listener : moveListeners) {
            try {
                listener.moved(from, to);
            } catch (RuntimeException e) {
                // The file has moved; what cannot follow must not make it look as if it had not.
                LOG.warn("Cannot follow notebook={} to={}", from, to, e);
            }
        }
    }

    void addMoveListener(NotebookMoveListener listener) {
        moveListeners.add(listener);
    }

    <T> T locked(NotebookPath path, Supplier<T> work) {
        return locks.locked(path, work);
    }

    /** Tries a path, and then those with a number, until one is free. */
    static Notebook firstFree(NotebookPath path, Function<NotebookPath, Notebook> take) {
        NotebookPath wanted = path;
        for (int n = FIRST_NUMBER; n < MAX_NAMES; n++) {
            try {
                return take.apply(wanted);
            } catch (DreyException e) {
                if (e.code() != DreyErrorCode.NOTEBOOK_EXISTS) {
                    throw e;
                }
                wanted = path.numbered(n);
            }
        }
        throw new DreyException(DreyErrorCode.NOTEBOOK_EXISTS, "notebook: '" + path + "' exists");
    }

    private void write(NotebookPath path, NotebookDocument wanted) {
        files.write(path, wanted.bytes());
        recent.add(wanted);
    }

    private NotebookDocument readFile(NotebookPath path) {
        try {
            NotebookDocument document = NotebookDocument.parse(files.read(path));
            recent.add(document);
            return document;
        } catch (DreyException e) {
            Optional<NotebookPath> target = moved.find(path);
            if (e.code() != DreyErrorCode.NOTEBOOK_NOT_FOUND || target.isEmpty()) {
                throw e;
            }
            throw new DreyException(
                    DreyErrorCode.NOTEBOOK_NOT_FOUND,
                    "notebook: '" + path + "' is now '" + target.get() + "'",
                    Map.of("movedTo", target.get().value()),
                    e);
        }
    }

    private @Nullable String findVersion(NotebookPath path) {
        try {
            return read(path).version();
        } catch (DreyException e) {
            return null;
        }
    }
}
