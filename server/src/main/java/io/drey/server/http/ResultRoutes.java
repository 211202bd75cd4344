package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultPage;
import io.drey.server.platform.JsonMappers;
import io.drey.server.result.ArrowPage;
import io.drey.server.result.ChangeCursor;
import io.drey.server.result.ExportFormat;
import io.drey.server.result.ResultReader;
import io.drey.server.result.ResultService;
import io.drey.server.result.RowsRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What queries produced: its header, its rows by pages, its changes, the whole of it. */
public final class ResultRoutes implements Routes {
    private static final int DEFAULT_ROWS = 100;
    private static final int MAX_ROWS = 100_000;
    private static final String ARRANGEMENT =
            "An Arrangement as JSON: sort, filters and search over all rows of the table.";

    private final ResultService results;
    private final ResultReader reader;

    public ResultRoutes(ResultService results, ResultReader reader) {
        this.results = requireNonNull(results, "results");
        this.reader = requireNonNull(reader, "reader");
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/results/{id}")
                        .summary("A result's header: what it is and how much of it is here.")
                        .gives(ResultInfo.class)
                        .errors(DreyErrorCode.RESULT_NOT_FOUND)
                        .handle(request -> results.get(id(request))),
                Route.delete("/results/{id}")
                        .summary("Deletes a result; a query that still fills it is stopped.")
                        .errors(DreyErrorCode.RESULT_NOT_FOUND)
                        .handle(this::delete),
                Route.get("/results/{id}/rows")
                        .summary("Some rows of the table as it now stands.")
                        .gives(ResultPage.class)
                        .query("offset", "The first row; 0 if absent.")
                        .query("limit", "How many rows, up to 100000; 100 if absent.")
                        .query("columns", "Names of the columns, separated by commas.")
                        .query("arrangement", ARRANGEMENT)
                        .query("format", "json, or arrow for an Arrow stream.")
                        .errors(DreyErrorCode.RESULT_NOT_FOUND, DreyErrorCode.COLUMN_NOT_FOUND)
                        .handle(this::rows),
                Route.get("/results/{id}/changes")
                        .summary("The changes after a frame, each with its kind.")
                        .givesStream(ExportFormat.ARROW.contentType())
                        .query("after", "The last frame already known; 0 if absent.")
                        .query("follow", "true to wait for more until the result ends.")
                        .query("format", "arrow, or jsonl for one change a line.")
                        .errors(DreyErrorCode.RESULT_NOT_FOUND)
                        .handle(this::changes),
                Route.get("/results/{id}/export")
                        .summary("The whole table as it now stands, as a file.")
                        .givesStream(ExportFormat.CSV.contentType())
                        .query("arrangement", ARRANGEMENT)
                        .query("format", "csv, json, jsonl or arrow.")
                        .errors(DreyErrorCode.RESULT_NOT_FOUND)
                        .handle(this::export));
    }

    private @Nullable Object delete(Request request) {
        results.delete(id(request));
        return null;
    }

    private Object rows(Request request) throws IOException {
        ResultId id = id(request);
        long offset = request.queryNumber("offset", 0, 0);
        int limit = (int) Math.min(MAX_ROWS, request.queryNumber("limit", DEFAULT_ROWS, 0));
        String columns = request.query("columns");
        List<String> names = columns == null ? null : List.of(columns.split(",", -1));
        RowsRequest wanted = new RowsRequest(offset, limit, names, arrangement(request));
        if (requireFormat(request, "json", "arrow").equals("json")) {
            return reader.page(id, wanted);
        }
        ArrowPage page = reader.arrowPage(id, wanted);
        request.header("X-Drey-Frame", Long.toString(page.frame()));
        request.header("X-Drey-Total", Long.toString(page.total()));
        OutputStream out = request.stream(ExportFormat.ARROW.contentType());
        out.write(page.stream().array(), 0, page.stream().remaining());
        return Route.STREAMED;
    }

    private Object changes(Request request) throws IOException, InterruptedException {
        long after = request.queryNumber("after", 0, 0);
        boolean isFollowing = "true".equals(request.query("follow"));
        boolean isArrow = requireFormat(request, "arrow", "jsonl").equals("arrow");
        try (ChangeCursor cursor = reader.changes(id(request), after)) {
            ChangeStream stream = new ChangeStream(cursor, isFollowing);
            if (isArrow) {
                stream.writeArrow(request.stream(ExportFormat.ARROW.contentType()));
            } else {
                stream.writeLines(request.stream(ExportFormat.JSONL.contentType()));
            }
        }
        return Route.STREAMED;
    }

    private Object export(Request request) throws IOException {
        ResultId id = id(request);
        String named = request.query("format");
        ExportFormat format = ExportFormat.parse(named == null ? "csv" : named);
        results.get(id);
        Arrangement arrangement = arrangement(request);
        request.header(
                "Content-Disposition",
                "attachment; filename=\"" + id + "." + format.label() + "\"");
        reader.export(id, arrangement, format, request.stream(format.contentType()));
        return Route.STREAMED;
    }

    private static Arrangement arrangement(Request request) {
        String json = request.query("arrangement");
        if (json == null) {
            return Arrangement.NONE;
        }
        try {
            return JsonMappers.api().readValue(json, Arrangement.class);
        } catch (JacksonException e) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "arrangement: "
                            + e.getOriginalMessage()
                            + " (expected: such as"
                            + " {\"sort\":[{\"column\":\"price\",\"descending\":true}]})",
                    e);
        }
    }

    private static ResultId id(Request request) {
        return new ResultId(request.path("id"));
    }

    private static String requireFormat(Request request, String usual, String other) {
        String format = request.query("format");
        if (format == null || format.equals(usual)) {
            return usual;
        }
        if (!format.equals(other)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "format: '" + format + "' (expected: " + usual + " or " + other + ")");
        }
        return other;
    }
}
