package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a table over what it drew before.
 *
 * <p>Each frame is one piece of text, so that the terminal never shows half of it. Confined to one
 * thread.
 */
public final class LiveFrame {
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";

    private final Style style;
    private final List<List<@Nullable String>> rows = new ArrayList<>();
    private List<ResultColumn> columns = List.of();
    private int width;
    private int linesDrawn;

    public LiveFrame(Style style) {
        this.style = requireNonNull(style, "style");
    }

    public void begin(List<ResultColumn> columns, int width) {
        this.columns = columns;
        this.width = width;
        rows.clear();
    }

    public void add(Row row) {
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.value(i);
            cells.add(value == null ? null : ValueText.toCell(value));
        }
        rows.add(cells);
    }

    /** The text that puts the new frame in the place of the old one. */
    public String draw(String headline, String footer) {
        TableLayout layout = TableLayout.fitting(columns, TableStyle.terminal(width, style), rows);
        List<String> lines = new ArrayList<>();
        lines.add(style.cyan(DisplayWidth.shorten(headline, width - 1)));
        lines.add(layout.header());
        lines.add(layout.rule());
        for (List<@Nullable String> row : rows) {
            lines.add(layout.line(row));
        }
        lines.add(style.dim(DisplayWidth.shorten(footer, width - 1)));
        StringBuilder text = new StringBuilder(back());
        for (String line : lines) {
            text.append(line).append(CLEAR_LINE).append("\r\n");
        }
        linesDrawn = lines.size();
        return text.append(CLEAR_BELOW).toString();
    }

    /** The text that takes the frame away. */
    public String erase() {
        String text = back() + CLEAR_BELOW;
        linesDrawn = 0;
        return text;
    }

    private String back() {
        return linesDrawn == 0 ? "" : "\u001b[" + linesDrawn + "A\r";
    }
}
