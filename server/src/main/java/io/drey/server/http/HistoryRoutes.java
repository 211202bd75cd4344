package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.NotebookDiff;
import io.drey.model.NotebookHistory;
import io.drey.model.PastNotebook;
import io.drey.model.RestoredVersion;
import io.drey.model.VersionRestore;
import io.drey.server.notebook.HistoryService;
import io.drey.server.notebook.NotebookDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Older versions of notebooks. */
public final class HistoryRoutes implements Routes {
    private static final String NOTEBOOK = "The notebook's path.";

    private final HistoryService history;

    public HistoryRoutes(HistoryService history) {
        this.history = requireNonNull(history, "history");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/history")
                        .summary("Lists the kept versions of a notebook, the newest first.")
                        .query("notebook", NOTEBOOK)
                        .gives(NotebookHistory.class)
                        .errors(DreyErrorCode.NOTEBOOK_NOT_FOUND)
                        .handle(request -> history.list(notebook(request))),
                Route.get("/history/{version}")
                        .summary("Opens a version of a notebook.")
                        .query("notebook", NOTEBOOK)
                        .query("format", "'source' for the file as it was, byte for byte.")
                        .gives(PastNotebook.class)
                        .errors(DreyErrorCode.NOTEBOOK_NOT_FOUND, DreyErrorCode.VERSION_NOT_FOUND)
                        .handle(this::show),
                Route.get("/history/{version}/diff")
                        .summary("Compares a version of a notebook with another, block by block.")
                        .query("notebook", NOTEBOOK)
                        .query("from", "The other version; unless given, the one kept before it.")
                        .gives(NotebookDiff.class)
                        .errors(DreyErrorCode.NOTEBOOK_NOT_FOUND, DreyErrorCode.VERSION_NOT_FOUND)
                        .handle(this::diff),
                Route.post("/history/{version}/restore")
                        .summary("Brings a version back, or one block of it, as a new version.")
                        .takes(VersionRestore.class)
                        .gives(RestoredVersion.class)
                        .errors(
                                DreyErrorCode.BAD_REQUEST,
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.VERSION_NOT_FOUND,
                                DreyErrorCode.DISK_FULL)
                        .handle(this::restore));
    }

    private @Nullable Object show(Request request) throws IOException {
        String notebook = notebook(request);
        long version = version(request);
        if (request.query("format") == null) {
            return history.get(notebook, version);
        }
        NotebookRoutes.requireSource(request.query("format"));
        NotebookDocument document = history.getSource(notebook, version);
        request.header("Cache-Control", "no-store");
        try (OutputStream out = request.stream(NotebookRoutes.SOURCE_TYPE)) {
            out.write(document.bytes());
        }
        return Route.STREAMED;
    }

    private NotebookDiff diff(Request request) {
        Long from = request.query("from") == null ? null : request.queryNumber("from", 0, 1);
        return history.diff(notebook(request), version(request), from);
    }

    private RestoredVersion restore(Request request) {
        VersionRestore wanted = request.body(VersionRestore.class);
        return history.restore(wanted.notebook(), version(request), wanted.block());
    }

    private static String notebook(Request request) {
        String notebook = request.query("notebook");
        if (notebook == null) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, "notebook: missing (expected: its path)");
        }
        return notebook;
    }

    private static long version(Request request) {
        String text = request.path("version");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "version: '" + text + "' (expected: a version's number)",
                    e);
        }
    }
}
