package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.CatalogList;
import io.drey.model.CatalogObject;
import io.drey.model.ConnectorList;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.TableProbe;
import io.drey.model.TableProbeRequest;
import io.drey.server.run.CatalogService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the catalogs of a kernel hold. */
public final class CatalogRoutes implements Routes {
    private static final int DEFAULT_LIMIT = 1000;

    private final CatalogService catalogs;

    public CatalogRoutes(CatalogService catalogs) {
        this.catalogs = requireNonNull(catalogs, "catalogs");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/kernels/{kernel}/catalog")
                        .summary(
                                "Lists the catalogs, the databases of one, or what is in a"
                                        + " database; or finds names.")
                        .query("catalog", "A catalog; without one all are listed.")
                        .query("database", "A database of the catalog.")
                        .query("kind", "`function` for the functions that belong to no catalog.")
                        .query("find", "What names at the place and below it are to contain.")
                        .query(
                                "deep",
                                "`true` finds columns and comments as well; tables that are not"
                                        + " known within a second are left out and counted.")
                        .query("limit", "How many entries at most; 1000 by default.")
                        .query("fresh", "`true` asks catalogs again for what is remembered.")
                        .gives(CatalogList.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.NOT_FOUND,
                                DreyErrorCode.TIMEOUT)
                        .handle(this::browse),
                Route.get("/kernels/{kernel}/catalog/object")
                        .summary("Tells of a table, view, function, database or catalog.")
                        .query("kind", "What it is, as in the list.")
                        .query("catalog", "Its catalog; none for functions of no catalog.")
                        .query("database", "Its database.")
                        .query("name", "Its name.")
                        .gives(CatalogObject.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.TABLE_NOT_FOUND,
                                DreyErrorCode.FUNCTION_NOT_FOUND,
                                DreyErrorCode.NOT_FOUND,
                                DreyErrorCode.TIMEOUT)
                        .handle(this::inspect),
                Route.post("/kernels/{kernel}/catalog/probe")
                        .summary(
                                "Finds out what columns a table over files, a topic or a database has.")
                        .takes(TableProbeRequest.class)
                        .gives(TableProbe.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.FILE_NOT_FOUND,
                                DreyErrorCode.CONNECTION_FAILED,
                                DreyErrorCode.CONNECTION_DENIED,
                                DreyErrorCode.CONNECTOR_MISSING,
                                DreyErrorCode.BAD_REQUEST,
                                DreyErrorCode.NOT_FOUND,
                                DreyErrorCode.UNSUPPORTED,
                                DreyErrorCode.TIMEOUT)
                        .handle(
                                request ->
                                        catalogs.probe(
                                                id(request),
                                                request.body(TableProbeRequest.class))),
                Route.get("/kernels/{kernel}/catalog/connectors")
                        .summary("Lists connectors and formats, and the options of those named.")
                        .query("connector", "One of them, for its options.")
                        .query("format", "A format, for its options.")
                        .query("key.format", "A format for keys, for its options.")
                        .query("value.format", "A format for values, for its options.")
                        .gives(ConnectorList.class)
                        .errors(DreyErrorCode.KERNEL_NOT_FOUND, DreyErrorCode.TIMEOUT)
                        .handle(this::connectors));
    }

    private ConnectorList connectors(Request request) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        for (String key : List.of("connector", "format", "key.format", "value.format")) {
            String value = request.query(key);
            if (value != null) {
                options.put(key, value);
            }
        }
        return catalogs.connectors(id(request), options);
    }

    private CatalogList browse(Request request) throws InterruptedException {
        long limit = request.queryNumber("limit", DEFAULT_LIMIT, 1);
        return catalogs.browse(
                id(request),
                new CatalogService.Place(
                        request.query("kind"),
                        request.query("catalog"),
                        request.query("database"),
                        request.query("find"),
                        "true".equals(request.query("deep")),
                        (int) Math.min(limit, Integer.MAX_VALUE),
                        "true".equals(request.query("fresh"))));
    }

    private CatalogObject inspect(Request request) throws InterruptedException {
        return catalogs.inspect(
                id(request),
                required(request, "kind"),
                request.query("catalog"),
                request.query("database"),
                required(request, "name"));
    }

    private static String required(Request request, String name) {
        String value = request.query(name);
        if (value == null) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, name + ": missing (expected: a value)");
        }
        return value;
    }

    private static KernelId id(Request request) {
        return new KernelId(request.path("kernel"));
    }
}
