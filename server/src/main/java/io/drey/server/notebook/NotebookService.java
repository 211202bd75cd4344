package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookCopy;
import io.drey.model.NotebookEdit;
import io.drey.model.NotebookEdits;
import io.drey.model.NotebookHits;
import io.drey.model.NotebookMove;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookSummary;
import io.drey.model.TrashedNotebook;
import io.drey.server.platform.AtomicFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notebooks of an installation: files in a folder that people may also edit with other tools.
 *
 * <p>A save replaces the whole file at once. Edits name the version they were made on; where the
 * blocks they touch are unchanged since, they are merged. Thread-safe: what happens to one path
 * happens in turn.
 */
public final class NotebookService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookService.class);
    private static final long RECENT_BYTES = 32L << 20;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int LOCKS = 64;
    private static final int FIRST_NUMBER = 2;
    private static final int MAX_NAMES = 10_000;

    private final NotebookFiles files;
    private final Clock clock;
    private final NotebookTrash trash;
    private final NotebookListing listing;
    private final NotebookSearch search;
    private final NotebookWatcher watcher;
    private final RecentVersions recent = new RecentVersions(RECENT_BYTES);
    private final MovedNotebooks moved = new MovedNotebooks();
    private final List<NotebookMoveListener> moveListeners = new CopyOnWriteArrayList<>();
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /**
     * Opens the notebooks of a data directory, and removes what a killed save left there.
     *
     * @param runningCells tells how many cells of a notebook run
     */
    public NotebookService(
            Path data,
            Clock clock,
            ScheduledExecutorService timer,
            ToIntFunction<String> runningCells) {
        this(data, AtomicFiles::write, clock, timer, runningCells);
    }

    NotebookService(
            Path data,
            NotebookFiles.Writer writer,
            Clock clock,
            ScheduledExecutorService timer,
            ToIntFunction<String> runningCells) {
        this.files = new NotebookFiles(data.resolve("notebooks"), writer);
        this.trash = new NotebookTrash(data.resolve("trash"));
        this.clock = requireNonNull(clock, "clock");
        this.listing = new NotebookListing(files, runningCells);
        this.search = new NotebookSearch(files, listing);
        this.watcher = new NotebookWatcher(files, this::findVersion, timer, POLL_INTERVAL);
        files.sweep();
    }

    /** All notebooks, in the order of their paths. */
    public List<NotebookSummary> list() {
        return listing.list();
    }

    /**
     * Finds text in all notebooks, whatever its case.
     *
     * @param limit how many lines at most
     */
    public NotebookHits search(String text, int limit) {
        return search.search(text, limit);
    }

    /**
     * Opens a notebook; a damaged one opens too.
     *
     * @throws DreyException NOTEBOOK_NOT_FOUND, NOTEBOOK_NAME_INVALID, NOTEBOOK_INACCESSIBLE
     */
    public Notebook get(String path) {
        NotebookPath at = NotebookPath.parse(path);
        return read(at).toNotebook(at.value());
    }

    /** The same, with the file's content byte for byte. */
    public NotebookDocument getSource(String path) {
        return read(NotebookPath.parse(path));
    }

    /**
     * Creates a notebook. Without a path its name comes from the title and is made unique.
     *
     * @throws DreyException NOTEBOOK_EXISTS if the path is given and taken
     */
    public Notebook create(NotebookRequest request) {
        NotebookPath path =
                request.path() == null
                        ? NotebookPath.ofTitle(request.title())
                        : NotebookPath.parseNew(request.path());
        NotebookDocument document = document(request, path);
        return request.path() != null
                ? create(path, document)
                : firstFree(path, it -> create(it, document));
    }

    /**
     * Copies a notebook; without a path the copy stands beside it, with a number.
     *
     * @throws DreyException NOTEBOOK_EXISTS if the path is given and taken
     */
    public Notebook copy(String path, NotebookCopy request) {
        NotebookPath from = NotebookPath.parse(path);
        NotebookDocument document = read(from);
        return request.to() != null
                ? create(NotebookPath.parseNew(request.to()), document)
                : firstFree(from, it -> create(it, document));
    }

    /**
     * Gives a notebook another path. Its runs, kernel and watchers follow.
     *
     * @throws DreyException NOTEBOOK_EXISTS if the path is taken
     */
    public Notebook move(String path, NotebookMove request) {
        NotebookPath from = NotebookPath.parse(path);
        NotebookPath to = NotebookPath.parseNew(request.to());
        if (from.equals(to)) {
            return get(path);
        }
        return locked(
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

    /**
     * Changes blocks of a notebook, all or none.
     *
     * @throws DreyException NOTEBOOK_CHANGED if it cannot be merged with what was changed since;
     *     the current notebook is in the details
     */
    public Notebook edit(String path, NotebookEdits edits) {
        NotebookPath at = NotebookPath.parse(path);
        return locked(
                at,
                () -> {
                    NotebookDocument current = read(at);
                    List<NotebookEdit> todo =
                            rebase(edits, current).orElseThrow(() -> changed(at, current));
                    return save(at, current, current.apply(todo));
                });
    }

    /**
     * Replaces a notebook's text.
     *
     * @throws DreyException NOTEBOOK_CHANGED if it is not the one of {@code baseVersion} any more
     */
    public Notebook putSource(String path, String baseVersion, byte[] source) {
        NotebookPath at = NotebookPath.parse(path);
        return locked(
                at,
                () -> {
                    NotebookDocument current = read(at);
                    NotebookDocument wanted = NotebookDocument.parse(source);
                    boolean isDone = current.version().equals(wanted.version());
                    if (!isDone && !current.version().equals(baseVersion)) {
                        throw changed(at, current);
                    }
                    return save(at, current, wanted);
                });
    }

    /** Moves a notebook to the trash folder of the data directory; its runs follow it there. */
    public TrashedNotebook delete(String path) {
        NotebookPath at = NotebookPath.parse(path);
        return locked(
                at,
                () -> {
                    TrashedNotebook notebook = trash.put(files, at, clock.instant());
                    tell(at.value(), NotebookTrash.nameOf(notebook));
                    watcher.changed(at, null);
                    return notebook;
                });
    }

    /** Deleted notebooks that can be brought back, the last deleted first. */
    public List<TrashedNotebook> listTrash() {
        return trash.list();
    }

    /**
     * Brings a deleted notebook back, under its old path or, if that is taken, one with a number.
     *
     * @throws DreyException NOTEBOOK_NOT_FOUND if nothing was deleted under that id
     */
    public Notebook restore(String id) {
        TrashedNotebook notebook = trash.get(id);
        return firstFree(
                NotebookPath.parse(notebook.path()),
                path ->
                        locked(
                                path,
                                () -> {
                                    files.moveIn(trash.file(notebook), path);
                                    trash.tidy(notebook);
                                    tell(NotebookTrash.nameOf(notebook), path.value());
                                    return arrived(path);
                                }));
    }

    /** Removes a deleted notebook for good. */
    public void removeFromTrash(String id) {
        trash.remove(trash.get(id));
    }

    /** Hears of every move of a notebook. */
    public void addMoveListener(NotebookMoveListener listener) {
        moveListeners.add(listener);
    }

    /**
     * Reports changes of a notebook until the watch is closed, also those made by other programs
     * (within about a second).
     */
    public NotebookWatch watch(String path, NotebookListener listener) {
        return watcher.watch(NotebookPath.parse(path), listener);
    }

    /** Whether anybody has the notebook open. */
    public boolean isWatched(String path) {
        return watcher.isWatched(path);
    }

    @Override
    public void close() {
        watcher.close();
    }

    /** Tries a path, and then those with a number, until one is free. */
    private static Notebook firstFree(NotebookPath path, Function<NotebookPath, Notebook> take) {
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

    private void tell(String from, String to) {
        for (NotebookMoveListener listener : moveListeners) {
            try {
                listener.moved(from, to);
            } catch (RuntimeException e) {
                // The file has moved; what cannot follow must not make it look as if it had not.
                LOG.warn("Cannot follow notebook={} to={}", from, to, e);
            }
        }
    }

    private Notebook arrived(NotebookPath path) {
        NotebookDocument document = read(path);
        watcher.changed(path, document.version());
        return document.toNotebook(path.value());
    }

    private Notebook create(NotebookPath path, NotebookDocument document) {
        return locked(
                path,
                () -> {
                    files.create(path, document.bytes());
                    recent.add(document);
                    watcher.changed(path, document.version());
                    return document.toNotebook(path.value());
                });
    }

    private Notebook save(NotebookPath path, NotebookDocument current, NotebookDocument wanted) {
        if (!wanted.version().equals(current.version())) {
            files.write(path, wanted.bytes());
            recent.add(wanted);
            watcher.changed(path, wanted.version());
        }
        return wanted.toNotebook(path.value());
    }

    private Optional<List<NotebookEdit>> rebase(NotebookEdits edits, NotebookDocument current) {
        if (current.version().equals(edits.baseVersion())) {
            return Optional.of(edits.edits());
        }
        return recent.find(edits.baseVersion())
                .flatMap(base -> EditMerge.rebase(base, current, edits.edits()));
    }

    private NotebookDocument read(NotebookPath path) {
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

    private static NotebookDocument document(NotebookRequest request, NotebookPath path) {
        if (request.source() != null) {
            return NotebookDocument.parse(request.source().getBytes(StandardCharsets.UTF_8));
        }
        NotebookDocument nothing = NotebookDocument.parse(new byte[0]);
        boolean hasTitle = request.title() != null && !request.title().isBlank();
        return NotebookDocument.create(
                hasTitle ? "" + request.title() : nothing.title(path.value()));
    }

    private static DreyException changed(NotebookPath path, NotebookDocument current) {
        return new DreyException(
                DreyErrorCode.NOTEBOOK_CHANGED,
                "notebook: '" + path + "' is at version " + current.version(),
                Map.of("current", current.toNotebook(path.value())),
                null);
    }

    private <T> T locked(NotebookPath path, Supplier<T> work) {
        return locked(path, path, work);
    }

    private <T> T locked(NotebookPath one, NotebookPath other, Supplier<T> work) {
        int first = Math.floorMod(one.hashCode(), LOCKS);
        int second = Math.floorMod(other.hashCode(), LOCKS);
        // Always in the same order, so that two moves never wait for each other.
        ReentrantLock outer = locks.get(Math.min(first, second));
        ReentrantLock inner = locks.get(Math.max(first, second));
        outer.lock();
        try {
            inner.lock();
            try {
                return work.get();
            } finally {
                inner.unlock();
            }
        } finally {
            outer.unlock();
        }
    }
}
