package io.drey.cli.render;

import io.drey.model.ResultColumn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes rows with a writer under test and returns the text. */
final class Rows {
    private final List<ResultColumn> columns;
    private final List<List<@Nullable Object>> rows = new java.util.ArrayList<>();

    private Rows(List<ResultColumn> columns) {
        this.columns = columns;
    }

    /** Starts with columns such as {@code name:string} and {@code n:number}. */
    static Rows of(String... columns) {
        return new Rows(
                Arrays.stream(columns)
                        .map(c -> c.split(":"))
                        .map(
                                c ->
                                        new ResultColumn(
                                                c[0],
                                                c[1],
                                                ResultColumn.Kind.valueOf(
                                                        c[1].toUpperCase(java.util.Locale.ROOT))))
                        .toList());
    }

    Rows row(@Nullable Object... values) {
        rows.add(Arrays.asList(values));
        return this;
    }

    static RowWriter plainTable(TextOut out) {
        return new TableWriter(out, TableStyle.plain());
    }

    String write(Function<TextOut, RowWriter> maker) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8);
        RowWriter writer = maker.apply(new TextOut(stream));
        writer.begin(columns);
        for (List<@Nullable Object> row : rows) {
            writer.write(
                    new Row() {
                        @Override
                        public String op() {
                            return "+U";
                        }

                        @Override
                        public @Nullable Object value(int column) {
                            return row.get(column);
                        }
                    });
        }
        writer.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
