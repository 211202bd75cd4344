package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.Notebook;
import io.drey.model.TrashRestore;
import io.drey.model.TrashedNotebook;
import io.drey.server.notebook.TrashService;
import java.util.List;

/** Deleted notebooks. */
public final class TrashRoutes implements Routes {
    private final TrashService trash;

    public TrashRoutes(TrashService trash) {
        this.trash = requireNonNull(trash, "trash");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/trash")
                        .summary("Lists deleted notebooks, the last deleted first.")
                        .givesListOf(TrashedNotebook.class)
                        .handle(request -> trash.list()),
                Route.post("/trash/{id}/restore")
                        .summary(
                                "Brings a deleted notebook back; without a path a number is added"
                                        + " where its own is taken.")
                        .takes(TrashRestore.class)
                        .gives(Notebook.class)
                        .errors(
                                DreyErrorCode.NOTEBOOK_NOT_FOUND,
                                DreyErrorCode.NOTEBOOK_EXISTS,
                                DreyErrorCode.NOTEBOOK_NAME_INVALID)
                        .handle(
                                request ->
                                        trash.restore(
                                                request.path("id"),
                                                request.bytes().length == 0
                                                        ? null
                                                        : request.body(TrashRestore.class).to())),
                Route.delete("/trash/{id}")
                        .summary("Removes a deleted notebook and its history for good.")
                        .errors(DreyErrorCode.NOTEBOOK_NOT_FOUND)
                        .handle(
                                request -> {
                                    trash.remove(request.path("id"));
                                    return null;
                                }));
    }
}
