package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.TrashedNotebook;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deleted notebooks, and how they come back. Thread-safe. */
public final class TrashService {
    private final NotebookTrash trash;
    private final NotebookContents contents;
    private final HistoryKeeper history;
    private final Clock clock;

    TrashService(
            NotebookTrash trash, NotebookContents contents, HistoryKeeper history, Clock clock) {
        this.trash = requireNonNull(trash, "trash");
        this.contents = requireNonNull(contents, "contents");
        this.history = requireNonNull(history, "history");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Deleted notebooks that can be brought back, the last deleted first. */
    public List<TrashedNotebook> list() {
        return trash.list();
    }

    /**
     * Brings a deleted notebook back.
     *
     * @param to where to; null for its old path or, if that is taken, one with a number
     * @throws DreyException NOTEBOOK_NOT_FOUND if nothing was deleted under that id;
     *     NOTEBOOK_EXISTS if {@code to} is given and taken
     */
    public Notebook restore(String id, @Nullable String to) {
        TrashedNotebook notebook = trash.get(id);
        return to == null
                ? NotebookContents.firstFree(
                        NotebookPath.parse(notebook.path()), path -> restore(notebook, path))
                : restore(notebook, NotebookPath.parseNew(to));
    }

    /** Removes a deleted notebook for good, and its history. */
    public void remove(String id) {
        TrashedNotebook notebook = trash.get(id);
        trash.remove(notebook);
        history.removed(NotebookTrash.nameOf(notebook));
    }

    TrashedNotebook put(NotebookPath path) {
        return contents.locked(
                path,
                () -> {
                    TrashedNotebook notebook = trash.put(contents.files(), path, clock.instant());
                    contents.tell(path.value(), NotebookTrash.nameOf(notebook));
                    contents.watcher().changed(path, null);
                    return notebook;
                });
    }

    private Notebook restore(TrashedNotebook notebook, NotebookPath path) {
        return contents.locked(
                path,
                () -> {
                    contents.files().moveIn(trash.file(notebook), path);
                    trash.tidy(notebook);
                    contents.tell(NotebookTrash.nameOf(notebook), path.value());
                    return contents.arrived(path);
                });
    }
}
