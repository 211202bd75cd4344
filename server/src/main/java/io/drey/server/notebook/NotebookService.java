package io.drey.server.notebook;

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
import io.drey.server.platform.NamedThreads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

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
    private static final Duration KEEP_INTERVAL = Duration.ofSeconds(1);

    private final NotebookListing listing;
    private final NotebookSearch search;
    private final NotebookContents contents;
    private final HistoryKeeper keeper;
    private final HistoryService history;
    private final TrashService trash;
    private final ScheduledFuture<?> keeping;
    private final RecentVersions recent = new RecentVersions(RECENT_BYTES);

    /**
     * Opens the notebooks of a data directory, and removes what a killed save left there.
     *
     * @param runningCells tells how many cells of a notebook run
     */
    public NotebookService(
            Path data,
            HistoryRules rules,
            Clock clock,
            ScheduledExecutorService timer,
            ToIntFunction<String> runningCells) {
        this(data, AtomicFiles::write, rules, clock, timer, runningCells);
    }

    NotebookService(
            Path data,
            NotebookFiles.Writer writer,
            HistoryRules rules,
            Clock clock,
            ScheduledExecutorService timer,
            ToIntFunction<String> runningCells) {
        NotebookFiles files = new NotebookFiles(data.resolve("notebooks"), writer);
        VersionStore versions = new VersionStore(data.resolve("history"), writer);
        this.keeper = new HistoryKeeper(versions, rules, clock, recent::find);
        this.contents =
                new NotebookContents(
                        files,
                        recent,
                        keeper,
                        versionOf -> new NotebookWatcher(files, versionOf, timer, POLL_INTERVAL));
        this.history = new HistoryService(versions, contents);
        this.trash =
                new TrashService(new NotebookTrash(data.resolve("trash")), contents, keeper, clock);
        this.listing = new NotebookListing(files, runningCells);
        this.search = new NotebookSearch(files, listing);
        files.sweep();
        this.keeping =
                timer.scheduleWithFixedDelay(
                        NamedThreads.logged("keep versions", keeper::keepPaused),
                        KEEP_INTERVAL.toMillis(),
                        KEEP_INTERVAL.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Older versions of the notebooks. */
    public HistoryService history() {
        return history;
    }

    /** Deleted notebooks. */
    public TrashService trash() {
        return trash;
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
        return contents.read(at).toNotebook(at.value());
    }

    /**
     * What a notebook's file asks for its session, by the keys below {@code session}; nothing where
     * there is no such file. Waits for nobody.
     */
    public Map<String, String> sessionSettings(String path) {
        return contents.sessionSettings(path);
    }

    /** The same, with the file's content byte for byte. */
    public NotebookDocument getSource(String path) {
        return contents.read(NotebookPath.parse(path));
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
                ? contents.create(path, document, null)
                : NotebookContents.firstFree(path, it -> contents.create(it, document, null));
    }

    /**
     * Copies a notebook; without a path the copy stands beside it, with a number.
     *
     * @throws DreyException NOTEBOOK_EXISTS if the path is given and taken
     */
    public Notebook copy(String path, NotebookCopy request) {
        NotebookPath from = NotebookPath.parse(path);
        NotebookDocument document = contents.read(from);
        return request.to() != null
                ? contents.create(NotebookPath.parseNew(request.to()), document, from.value())
                : NotebookContents.firstFree(
                        from, it -> contents.create(it, document, from.value()));
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
        return contents.move(from, to);
    }

    /**
     * Changes blocks of a notebook, all or none.
     *
     * @throws DreyException NOTEBOOK_CHANGED if it cannot be merged with what was changed since;
     *     the current notebook is in the details
     */
    public Notebook edit(String path, NotebookEdits edits) {
        NotebookPath at = NotebookPath.parse(path);
        return contents.locked(
                at,
                () -> {
                    NotebookDocument current = contents.read(at);
                    List<NotebookEdit> todo =
                            rebase(edits, current).orElseThrow(() -> changed(at, current));
                    return contents.save(at, current, current.apply(todo));
                });
    }

    /**
     * Replaces a notebook's text.
     *
     * @throws DreyException NOTEBOOK_CHANGED if it is not the one of {@code baseVersion} any more
     */
    public Notebook putSource(String path, String baseVersion, byte[] source) {
        NotebookPath at = NotebookPath.parse(path);
        return contents.locked(
                at,
                () -> {
                    NotebookDocument current = contents.read(at);
                    NotebookDocument wanted = NotebookDocument.parse(source);
                    boolean isDone = current.version().equals(wanted.version());
                    if (!isDone && !current.version().equals(baseVersion)) {
                        throw changed(at, current);
                    }
                    return contents.save(at, current, wanted);
                });
    }

    /** Moves a notebook to the trash folder of the data directory; its runs follow it there. */
    public TrashedNotebook delete(String path) {
        return trash.put(NotebookPath.parse(path));
    }

    /** Hears of every move of a notebook. */
    public void addMoveListener(NotebookMoveListener listener) {
        contents.addMoveListener(listener);
    }

    /**
     * Reports changes of a notebook until the watch is closed, also those made by other programs
     * (within about a second).
     */
    public NotebookWatch watch(String path, NotebookListener listener) {
        return contents.watcher().watch(NotebookPath.parse(path), listener);
    }

    /** Whether anybody has the notebook open. */
    public boolean isWatched(String path) {
        return contents.watcher().isWatched(path);
    }

    /** Makes versions of notebooks whose changes have paused; done by itself every second. */
    void keepPaused() {
        keeper.keepPaused();
    }

    @Override
    public void close() {
        keeping.cancel(false);
        contents.watcher().close();
        keeper.keepAll();
    }

    private Optional<List<NotebookEdit>> rebase(NotebookEdits edits, NotebookDocument current) {
        if (current.version().equals(edits.baseVersion())) {
            return Optional.of(edits.edits());
        }
        return recent.find(edits.baseVersion())
                .flatMap(base -> EditMerge.rebase(base, current, edits.edits()));
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
}
