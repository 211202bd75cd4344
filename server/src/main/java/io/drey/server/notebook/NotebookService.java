package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookEdit;
import io.drey.model.NotebookEdits;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The notebooks of an installation: files in a folder that people may also edit with other tools.
 *
 * <p>A save replaces the whole file at once. Edits name the version they were made on; where the
 * blocks they touch are unchanged since, they are merged. Thread-safe: what happens to one path
 * happens in turn.
 */
public final class NotebookService implements AutoCloseable {
    private static final long RECENT_BYTES = 32L << 20;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final int LOCKS = 64;
    private static final int MAX_NAMES = 10_000;

    private final NotebookFiles files;
    private final Clock clock;
    private final ToIntFunction<String> runningCells;
    private final NotebookWatcher watcher;
    private final RecentVersions recent = new RecentVersions(RECENT_BYTES);
    private final Map<NotebookPath, Listed> listed = new ConcurrentHashMap<>();
    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    /** What the list says about a file in a certain state. */
    private record Listed(FileStamp stamp, String title, boolean damaged) {}

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
        this(
                new NotebookFiles(data.resolve("notebooks"), data.resolve("trash")),
                clock,
                timer,
                runningCells);
    }

    NotebookService(
            NotebookFiles files,
            Clock clock,
            ScheduledExecutorService timer,
            ToIntFunction<String> runningCells) {
        this.files = requireNonNull(files, "files");
        this.clock = requireNonNull(clock, "clock");
        this.runningCells = requireNonNull(runningCells, "runningCells");
        this.watcher = new NotebookWatcher(files, this::findVersion, timer, POLL_INTERVAL);
        files.sweep();
    }

    /** All notebooks, in the order of their paths. */
    public List<NotebookSummary> list() {
        List<NotebookPath> paths = files.list();
        listed.keySet().retainAll(paths);
        List<NotebookSummary> summaries = new ArrayList<>();
        for (NotebookPath path : paths) {
            try {
                summaries.add(summary(path));
            } catch (DreyException e) {
                // Removed while the list is made.
                listed.remove(path);
            }
        }
        return summaries;
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
        for (int n = 2; n < MAX_NAMES; n++) {
            try {
                return create(path, document);
            } catch (DreyException e) {
                if (request.path() != null || e.code() != DreyErrorCode.NOTEBOOK_EXISTS) {
                    throw e;
                }
                path = NotebookPath.ofTitle(request.title()).numbered(n);
            }
        }
        throw new DreyException(DreyErrorCode.NOTEBOOK_EXISTS, "notebook: '" + path + "' exists");
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

    /** Moves a notebook to the trash folder of the data directory. */
    public void delete(String path) {
        NotebookPath at = NotebookPath.parse(path);
        locked(
                at,
                () -> {
                    files.trash(at, clock.instant());
                    watcher.changed(at, null);
                    return at;
                });
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
        NotebookDocument document = NotebookDocument.parse(files.read(path));
        recent.add(document);
        return document;
    }

    private @Nullable String findVersion(NotebookPath path) {
        try {
            return read(path).version();
        } catch (DreyException e) {
            return null;
        }
    }

    private NotebookSummary summary(NotebookPath path) {
        FileStamp stamp = files.stamp(path);
        Listed known = listed.get(path);
        if (known == null || !known.stamp().equals(stamp)) {
            known = look(path, stamp);
            listed.put(path, known);
        }
        return new NotebookSummary(
                path.value(),
                known.title(),
                stamp.modifiedAt(),
                stamp.sizeBytes(),
                known.damaged(),
                runningCells.applyAsInt(path.value()));
    }

    private Listed look(NotebookPath path, FileStamp stamp) {
        try {
            NotebookDocument document = NotebookDocument.parse(files.read(path));
            return new Listed(stamp, document.title(path.value()), document.isDamaged());
        } catch (DreyException e) {
            // Too large or not readable: it is listed all the same, and opening it tells why.
            NotebookDocument nothing = NotebookDocument.parse(new byte[0]);
            return new Listed(stamp, nothing.title(path.value()), true);
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
        ReentrantLock lock = locks.get(Math.floorMod(path.hashCode(), LOCKS));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
