package io.drey.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The API's description of itself. */
public final class DescriptionRoutes implements Routes {
    private final Map<String, Object> description;

    public DescriptionRoutes(List<Routes> others, String version) {
        List<Routes> all = new ArrayList<>(others);
        all.add(this);
        description = OpenApi.describe(all, version);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/openapi.json")
                        .summary("Describes this API as OpenAPI 3.1.")
                        .gives(Map.class)
                        .open()
                        .handle(request -> description));
    }

    public Map<String, Object> description() {
        return description;
    }
}
