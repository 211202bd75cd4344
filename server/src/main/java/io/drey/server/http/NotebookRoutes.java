package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookCopy;
import io.drey.model.NotebookEdits;
import io.drey.model.NotebookHits;
import io.drey.model.NotebookMove;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookSummary;
import io.drey.model.TrashedNotebook;
import io.drey.server.notebook.NotebookDocument;
import io.drey.server.notebook.NotebookService;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notebooks: as blocks, or as the text of their files. */
public final class NotebookRoutes implements Routes {
    private static final String PATH = "/notebooks/<path>";
    private static final String SOURCE = "source";
    static final String SOURCE_TYPE = "text/markdown; charset=utf-8";

    private static final long DEFAULT_HITS = 100;
    private static final long MAX_HITS = 1_000;

    private final NotebookService notebooks;

    public NotebookRoutes(NotebookService notebooks) {
        this.notebooks = notebooks;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/notebooks")
                        .summary("Lists notebooks in the order of their paths.")
                        .givesListOf(NotebookSummary.class)
                        .handle(request -> notebooks.list()),
                Route.post("/notebooks")
                        .summary(
                                "Creates a notebook; without a path its name is made of the title.")
                        .takes(NotebookRequest.class)
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                                DreyErrorCode.NOTEBOOK_EXISTS,
                                DreyErrorCode.DISK_FULL)
                        .handle(request -> notebooks.create(request.body(NotebookRequest.class))),
                Route.get(PATH)
                        .summary("Opens a notebook; a damaged one opens too.")
                        .query(
                                "format",
                                "'source' for the file itself, byte for byte; its version is in the"
                                        + " header X-Drey-Version.")
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.NOTEBOOK_INACCESSIBLE)
                        .handle(this::show),
                Route.put(PATH)
                        .summary("Replaces a notebook's file by the body.")
                        .query("format", "'source', the only form taken.")
                        .query("baseVersion", "The version that the new text was made from.")
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.NOTEBOOK_CHANGED,
                                DreyErrorCode.DISK_FULL)
                        .handle(this::putSource),
                Route.patch(PATH)
                        .summary("Changes blocks of a notebook, all or none.")
                        .takes(NotebookEdits.class)
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.BAD_REQUEST,
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.NOTEBOOK_CHANGED,
                                DreyErrorCode.DISK_FULL)
                        .handle(
                                request ->
                                        notebooks.edit(
                                                request.path("path"),
                                                request.body(NotebookEdits.class))),
                Route.delete(PATH)
                        .summary(
                                "Moves a notebook to the trash, from where it can be brought back.")
                        .gives(TrashedNotebook.class)
                        .errors(DreyErrorCode.NOTEBOOK_NOT_FOUND)
                        .handle(request -> notebooks.delete(request.path("path"))),
                Route.post(PATH + "/move")
                        .summary("Gives a notebook another path; its runs and kernel stay with it.")
                        .takes(NotebookMove.class)
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.NOTEBOOK_EXISTS)
                        .handle(
                                request ->
                                        notebooks.move(
                                                request.path("path"),
                                                request.body(NotebookMove.class))),
                Route.post(PATH + "/copy")
                        .summary("Copies a notebook; without a path the copy stands beside it.")
                        .takes(NotebookCopy.class)
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.NOTEBOOK_EXISTS,
                                DreyErrorCode.DISK_FULL)
                        .handle(
                                request ->
                                        notebooks.copy(
                                                request.path("path"),
                                                request.body(NotebookCopy.class))),
                Route.get("/search")
                        .summary("Finds text in all notebooks, whatever its case.")
                        .query("text", "What to find.")
                        .query("limit", "How many lines at most; 100 unless given.")
                        .gives(NotebookHits.class)
                        .errors(DreyErrorCode.BAD_REQUEST)
                        .handle(this::search));
    }

    private @Nullable Object show(Request request) throws IOException {
        String path = request.path("path");
        if (!isSource(request.query("format"))) {
            return notebooks.get(path);
        }
        NotebookDocument document = notebooks.getSource(path);
        request.header("X-Drey-Version", document.version());
        request.header("Cache-Control", "no-store");
        try (OutputStream out = request.stream(SOURCE_TYPE)) {
            out.write(document.bytes());
        }
        return Route.STREAMED;
    }

    private NotebookHits search(Request request) {
        String text = request.query("text");
        long limit = request.queryNumber("limit", DEFAULT_HITS, 1);
        return notebooks.search(text == null ? "" : text, (int) Math.min(limit, MAX_HITS));
    }

    private Notebook putSource(Request request) {
        if (!isSource(request.query("format"))) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, "format: missing (expected: source)");
        }
        String baseVersion = request.query("baseVersion");
        if (baseVersion == null) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "baseVersion: missing (expected: the version the text was made from)");
        }
        return notebooks.putSource(request.path("path"), baseVersion, request.bytes());
    }

    private static boolean isSource(@Nullable String format) {
        if (format != null) {
            requireSource(format);
        }
        return format != null;
    }

    /** Refuses formats of a file that there are not. */
    static void requireSource(@Nullable String format) {
        if (!SOURCE.equals(format)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, "format: '" + format + "' (expected: source)");
        }
    }
}
