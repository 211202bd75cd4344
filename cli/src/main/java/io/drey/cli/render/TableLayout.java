package io.drey.cli.render;

import io.drey.model.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a table with their widths; makes lines of text. Confined to one thread. */
public final class TableLayout {
    private static final int NARROWEST = 10;

    private final List<ResultColumn> columns;
    private final TableStyle style;
    private final int[] widths;
    private boolean isShortened;

    private TableLayout(List<ResultColumn> columns, TableStyle style, int[] widths) {
        this.columns = columns;
        this.style = style;
        this.widths = widths;
    }

    /** Finds widths that fit these rows, and the terminal where there is one. */
    public static TableLayout fitting(
            List<ResultColumn> columns,
            TableStyle style,
            List<? extends List<@Nullable String>> rows) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(columns.get(i).name());
            for (List<@Nullable String> row : rows) {
                String cell = row.get(i);
                widths[i] =
                        Math.max(widths[i], DisplayWidth.of(cell == null ? ValueText.NULL : cell));
            }
        }
        if (style.width() > 0) {
            squeeze(widths, style.width());
        }
        return new TableLayout(columns, style, widths);
    }

    /** Whether a value was not shown in full. */
    public boolean isShortened() {
        return isShortened;
    }

    public String header() {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            StringBuilder cell = new StringBuilder();
            DisplayWidth.pad(cell, cut(columns.get(i).name(), i), widths[i], isRight(i));
            cells.add(style.colours().bold(cell.toString()));
        }
        return join(cells);
    }

    public String rule() {
        String line = style.isBoxed() ? "─" : "-";
        List<String> cells = new ArrayList<>();
        for (int width : widths) {
            cells.add(line.repeat(width + 2));
        }
        return style.colours().dim(String.join(style.isBoxed() ? "┼" : "+", cells));
    }

    /** A line of cells; null is a null value. */
    public String line(List<@Nullable String> row) {
        List<String> cells = new ArrayList<>(widths.length);
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            StringBuilder padded = new StringBuilder();
            String text = cut(cell == null ? ValueText.NULL : cell, i);
            DisplayWidth.pad(padded, text, widths[i], isRight(i));
            cells.add(cell == null ? style.colours().dim(padded.toString()) : padded.toString());
        }
        return join(cells);
    }

    private boolean isRight(int column) {
        return columns.get(column).kind() == ResultColumn.Kind.NUMBER;
    }

    private String cut(String text, int column) {
        if (style.width() == 0 || DisplayWidth.of(text) <= widths[column]) {
            return text;
        }
        isShortened = true;
        return DisplayWidth.shorten(text, widths[column]);
    }

    private String join(List<String> cells) {
        String separator = style.colours().dim(style.isBoxed() ? "│" : "|");
        return (" " + String.join(" " + separator + " ", cells)).stripTrailing();
    }

    /** Lowers the widest columns to a common cap, so that narrow ones stay whole. */
    private static void squeeze(int[] widths, int terminal) {
        int cap = 0;
        for (int width : widths) {
            cap = Math.max(cap, width);
        }
        while (cap > NARROWEST && total(widths, cap) > terminal) {
            cap--;
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.min(widths[i], cap);
        }
    }

    private static int total(int[] widths, int cap) {
        int total = -1;
        for (int width : widths) {
            total += Math.min(width, cap) + 3;
        }
        return total;
    }
}
