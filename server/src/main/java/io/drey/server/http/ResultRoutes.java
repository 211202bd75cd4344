package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultPage;
import io.drey.model.ResultSteps;
import io.drey.server.platform.JsonMappers;
import io.drey.server.result.ChangeCursor;
import io.drey.server.result.ExportFormat;
import io.drey.server.result.MomentAt;
import io.drey.server.result.ResultReader;
import io.drey.server.result.ResultService;
import io.drey.server.result.RowsRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What queries produced: its header, its rows by pages, its changes, the whole of it. */
public final class ResultRoutes implements Routes {
    private static final int DEFAULT_ROWS = 100;
    private static final int MAX_ROWS = 100_000;
    private static final String JSON = "application/json";
    private static final int MAX_STEPS = 1_000;
    private static final String AT =
            "An earlier moment: a number of changes, or a time such as 2026-01-31T12:00:00Z.";
    private static final int ROWS_SECONDS = 50;
    private static final int EXPORT_SECONDS = 600;
    private static final String WAIT =
            "Seconds to wait until the rows are arranged, up to " + EXPORT_SECONDS + "; ";
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
                        .query(
                                "columns",
                                "Names of the columns: separated by commas, or a JSON array.")
                        .query("arrangement", ARRANGEMENT)
                        .query("at", AT + " Not with an arrangement; the newest if absent.")
                        .query("wait", WAIT + ROWS_SECONDS + " if absent.")
                        .query("format", "json, or arrow for an Arrow stream.")
                        .errors(
                                DreyErrorCode.RESULT_NOT_FOUND,
                                DreyErrorCode.COLUMN_NOT_FOUND,
                                DreyErrorCode.MOMENT_NOT_HELD,
                                DreyErrorCode.UNSUPPORTED,
                                DreyErrorCode.TIMEOUT,
                                DreyErrorCode.DISK_FULL)
                        .handle(this::rows),
                Route.get("/results/{id}/moment")
                        .summary("A moment of a result, its neighbours, and what led to it.")
                        .gives(ResultSteps.class)
                        .query("at", AT + " The newest if absent.")
                        .query("before", "How many changes before it, up to 1000; 20 if absent.")
                        .errors(
                                DreyErrorCode.RESULT_NOT_FOUND,
                                DreyErrorCode.MOMENT_NOT_HELD,
                                DreyErrorCode.UNSUPPORTED)
                        .handle(this::moment),
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
                        .query("wait", WAIT + EXPORT_SECONDS + " if absent.")
                        .query("format", "csv, json, jsonl, arrow or parquet.")
                        .errors(
                                DreyErrorCode.RESULT_NOT_FOUND,
                                DreyErrorCode.COLUMN_NOT_FOUND,
                                DreyErrorCode.TIMEOUT,
                                DreyErrorCode.DISK_FULL)
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
        List<String> names = columns == null ? null : names(columns);
        RowsRequest wanted =
                new RowsRequest(
                        offset,
                        limit,
                        names,
                        arrangement(request),
                        at(request),
                        patience(request, ROWS_SECONDS));
        if (requireFormat(request, "json", "arrow").equals("json")) {
            reader.writePage(id, wanted, (frame, total) -> request.stream(JSON));
        } else {
            reader.writeArrow(
                    id,
                    wanted,
                    (frame, total) -> {
                        request.header("X-Drey-Frame", Long.toString(frame));
                        request.header("X-Drey-Total", Long.toString(total));
                        return request.stream(ExportFormat.ARROW.contentType());
                    });
        }
        return Route.STREAMED;
    }

    private Object moment(Request request) throws IOException {
        MomentAt at = at(request);
        int before = (int) Math.min(MAX_STEPS, request.queryNumber("before", 20, 0));
        return reader.steps(
                id(request), at == null ? new MomentAt(Long.MAX_VALUE, null) : at, before);
    }

    private static @Nullable MomentAt at(Request request) {
        String text = request.query("at");
        return text == null ? null : MomentAt.parse(text);
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
        Duration patience = patience(request, EXPORT_SECONDS);
        reader.export(id, arrangement, patience, format, request.stream(format.contentType()));
        return Route.STREAMED;
    }

    private static Duration patience(Request request, int seconds) {
        return Duration.ofSeconds(
                Math.min(EXPORT_SECONDS, request.queryNumber("wait", seconds, 0)));
    }

    private static List<String> names(String columns) {
        if (!columns.startsWith("[")) {
            return List.of(columns.split(",", -1));
        }
        try {
            String[] names = JsonMappers.api().readValue(columns, String[].class);
            if (!Arrays.asList(names).contains(null)) {
                return List.of(names);
            }
        } catch (JacksonException e) {
            throw badNames(columns, e);
        }
        throw badNames(columns, null);
    }

    private static DreyException badNames(String columns, @Nullable Exception cause) {
        return new DreyException(
                DreyErrorCode.BAD_REQUEST,
                "columns: " + columns + " (expected: names, or a JSON array of names)",
                cause);
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
