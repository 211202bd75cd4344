package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.Notebook;
import io.drey.model.TutorialInfo;
import io.drey.server.notebook.TutorialService;
import java.util.List;

/** The tutorials that ship with Drey. */
public final class TutorialRoutes implements Routes {
    private final TutorialService tutorials;

    public TutorialRoutes(TutorialService tutorials) {
        this.tutorials = tutorials;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/tutorials")
                        .summary("Lists the tutorials in the order to take them.")
                        .givesListOf(TutorialInfo.class)
                        .handle(request -> tutorials.list()),
                Route.post("/tutorials/{name}/open")
                        .summary("Opens a tutorial as a notebook, a copy on the first time.")
                        .gives(Notebook.class)
                        .errors(DreyErrorCode.NOT_FOUND, DreyErrorCode.DISK_FULL)
                        .handle(request -> tutorials.open(request.path("name"))));
    }
}
