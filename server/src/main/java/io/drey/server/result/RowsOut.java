package io.drey.server.result;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamWriter;
import io.drey.arrow.BatchGatherer;
import io.drey.arrow.ColumnReader;
import io.drey.server.platform.JsonMappers;
import io.drey.server.result.ArrowPage.CutValue;
import io.drey.server.result.arrange.Columns;
import io.drey.server.result.parquet.ParquetWriter;
import io.drey.server.result.view.RowSelection.Run;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;

/** Writes picked rows in the forms that the API offers; nothing is held but one batch. */
final class RowsOut {
    // Lines end themselves, so nothing comes between two of them.
    private static final ObjectWriter JSON = JsonMappers.api().writer().withRootValueSeparator("");
    private static final long BATCH_BYTES = 1 << 20;
    private static final int BATCH_ROWS = 1 << 16;

    /** More of a value than a table shows; the rest is asked for when somebody wants to see it. */
    static final int WINDOW_VALUE_BYTES = 1 << 10;

    private RowsOut() {}

    /**
     * The indexes of the named columns; of all but {@code __op} when none are named, and none while
     * nothing is known of them.
     */
    static int[] columns(ArrowSchema schema, @Nullable List<String> names) {
        if (names == null || schema.fields().isEmpty()) {
            return IntStream.range(1, schema.fields().size()).toArray();
        }
        return names.stream().mapToInt(name -> Columns.indexOf(schema, name)).toArray();
    }

    /** The same for changes, where {@code __op} comes first. */
    static int[] changeColumns(ArrowSchema schema, @Nullable List<String> names) {
        return IntStream.concat(IntStream.of(0), IntStream.of(columns(schema, names))).toArray();
    }

    static List<@Nullable Object> values(Run run, int row, int[] columns) {
        List<@Nullable Object> values = new ArrayList<>(columns.length);
        for (int column : columns) {
            values.add(JsonValues.of(run.batch().column(column).getObject(row)));
        }
        return values;
    }

    /** Writes an Arrow stream; answers how many rows there were. */
    static int arrow(PickedRows picked, int[] columns, OutputStream out) throws IOException {
        BatchGatherer gatherer = BatchGatherer.of(picked.schema(), columns);
        int rows = 0;
        try (ArrowStreamWriter writer = new ArrowStreamWriter(out, gatherer.schema())) {
            for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
                for (int at = 0; at < run.count(); at += BATCH_ROWS) {
                    int count = Math.min(BATCH_ROWS, run.count() - at);
                    gatherer.addRange(run.batch(), run.from() + at, count);
                    if (gatherer.bytes() >= BATCH_BYTES) {
                        writer.write(gatherer.finish());
                    }
                }
                rows += run.count();
            }
            if (gatherer.rowCount() > 0) {
                writer.write(gatherer.finish());
            }
        }
        return rows;
    }

    /** Writes an Arrow stream of one batch, whose long values are cut. */
    static int window(PickedRows picked, int[] columns, List<CutValue> cut, OutputStream out)
            throws IOException {
        BatchGatherer gatherer = BatchGatherer.of(picked.schema(), columns);
        for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
            if (hasLongValue(run, columns)) {
                for (int row = run.from(); row < run.from() + run.count(); row++) {
                    gatherer.addCut(
                            run.batch(),
                            row,
                            WINDOW_VALUE_BYTES,
                            (at, column, bytes) -> cut.add(new CutValue(at, column, bytes)));
                }
            } else {
                gatherer.addRange(run.batch(), run.from(), run.count());
            }
        }
        int rows = gatherer.rowCount();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(out, gatherer.schema())) {
            if (rows > 0) {
                writer.write(gatherer.finish());
            }
        }
        return rows;
    }

    private static boolean hasLongValue(Run run, int[] columns) {
        for (int column : columns) {
            ColumnReader reader = run.batch().column(column);
            for (int row = run.from(); row < run.from() + run.count(); row++) {
                if (reader.valueBytes(row) > WINDOW_VALUE_BYTES) {
                    return true;
                }
            }
        }
        return false;
    }

    static void parquet(PickedRows picked, int[] columns, OutputStream out) throws IOException {
        ParquetWriter writer = new ParquetWriter(picked.schema(), columns, out);
        for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
            writer.write(run.batch(), run.from(), run.count());
        }
        writer.finish();
    }

    static void csvHeader(List<String> names, OutputStream out) throws IOException {
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        new CsvWriter(text, new int[0]).header(names);
        text.flush();
    }

    static void csv(PickedRows picked, int[] columns, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CsvWriter csv = new CsvWriter(text, columns);
        csv.header(names(picked.schema(), columns));
        for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
            csv.rows(run);
        }
        text.flush();
    }

    /** Writes an array of objects, or one object a line. */
    static void json(PickedRows picked, int[] columns, boolean isLines, OutputStream out)
            throws IOException {
        List<String> names = names(picked.schema(), columns);
        try (JsonGenerator json = JSON.createGenerator(new Unclosed(out))) {
            if (!isLines) {
                json.writeStartArray();
            }
            for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
                for (int row = run.from(); row < run.from() + run.count(); row++) {
                    json.writeStartObject();
                    for (int i = 0; i < columns.length; i++) {
                        json.writeName(names.get(i));
                        json.writePOJO(
                                JsonValues.of(run.batch().column(columns[i]).getObject(row)));
                    }
                    json.writeEndObject();
                    if (isLines) {
                        json.writeRaw('\n');
                    }
                }
            }
            if (!isLines) {
                json.writeEndArray();
            }
        }
    }

    /** Writes a {@link io.drey.model.ResultPage}. */
    static void page(PickedRows picked, int[] columns, OutputStream out) throws IOException {
        ArrangedState arranged = picked.arranged();
        try (JsonGenerator json = JSON.createGenerator(new Unclosed(out))) {
            json.writeStartObject();
            json.writeNumberProperty("frame", picked.frame());
            json.writeNumberProperty("offset", picked.offset());
            json.writeNumberProperty("total", picked.total());
            json.writeNumberProperty("of", arranged == null ? picked.total() : arranged.of());
            json.writeArrayPropertyStart("rows");
            for (Run run = picked.rows().next(); run != null; run = picked.rows().next()) {
                for (int row = run.from(); row < run.from() + run.count(); row++) {
                    json.writePOJO(values(run, row, columns));
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static List<String> names(ArrowSchema schema, int[] columns) {
        return Arrays.stream(columns).mapToObj(i -> schema.fields().get(i).name()).toList();
    }

    /** Keeps the generator's end from ending the answer. */
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
