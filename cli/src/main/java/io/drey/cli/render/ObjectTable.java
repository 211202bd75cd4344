package io.drey.cli.render;

import io.drey.model.ResultColumn;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small table of the command line's own making, as for a list of processes. */
public final class ObjectTable {
    private final List<ResultColumn> columns;
    private final List<List<@Nullable String>> rows = new ArrayList<>();

    private ObjectTable(List<ResultColumn> columns) {
        this.columns = columns;
    }

    /** Starts a table; a name with {@code #} before it is a column of numbers. */
    public static ObjectTable of(String... names) {
        List<ResultColumn> columns = new ArrayList<>();
        for (String name : names) {
            boolean isNumber = name.startsWith("#");
            columns.add(
                    new ResultColumn(
                            isNumber ? name.substring(1) : name,
                            "STRING",
                            isNumber ? ResultColumn.Kind.NUMBER : ResultColumn.Kind.STRING));
        }
        return new ObjectTable(columns);
    }

    /** Adds a row; null leaves a cell empty. */
    public void add(@Nullable Object... values) {
        List<@Nullable String> row = new ArrayList<>(values.length);
        for (Object value : values) {
            row.add(value == null ? "" : ValueText.toCell(value.toString()));
        }
        rows.add(row);
    }

    public void print(PrintStream out, Style style) {
        TableLayout layout =
                TableLayout.fitting(columns, new TableStyle(0, style.isColoured(), style), rows);
        out.println(layout.header());
        out.println(layout.rule());
        for (List<@Nullable String> row : rows) {
            out.println(layout.line(row));
        }
    }
}
