package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws a table.
 *
 * <p>The widths are those of the first thousand rows, so that a result of any size needs little
 * memory; a wider cell further down sticks out where nothing may be shortened.
 */
final class TableWriter implements RowWriter {
    private static final int SAMPLE = 1_000;

    private final TextOut out;
    private final TableStyle style;
    private final List<List<@Nullable String>> sample = new ArrayList<>();
    private List<ResultColumn> columns = List.of();
    private @Nullable TableLayout layout;
    private @Nullable String firstText;

    TableWriter(TextOut out, TableStyle style) {
        this.out = requireNonNull(out, "out");
        this.style = requireNonNull(style, "style");
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        this.columns = columns;
    }

    @Override
    public void write(Row row) {
        List<@Nullable String> cells = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.value(i);
            cells.add(value == null ? null : ValueText.toCell(value));
        }
        if (layout != null) {
            line(layout.line(cells));
            return;
        }
        if (sample.isEmpty() && columns.size() == 1 && row.value(0) instanceof String text) {
            firstText = text;
        }
        sample.add(cells);
        if (sample.size() >= SAMPLE) {
            layOut();
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end() {
        if (layout == null) {
            // A plan or a DDL text: a frame around it would only break its lines.
            if (sample.size() == 1 && firstText != null && firstText.indexOf('\n') >= 0) {
                line(ValueText.toSafeLines(firstText).stripTrailing());
            } else {
                layOut();
            }
        }
        out.flush();
    }

    @Override
    public boolean isShortened() {
        return layout != null && layout.isShortened();
    }

    private void layOut() {
        TableLayout made = TableLayout.fitting(columns, style, sample);
        layout = made;
        line(made.header());
        line(made.rule());
        for (List<@Nullable String> row : sample) {
            line(made.line(row));
        }
        sample.clear();
    }

    private void line(String text) {
        out.text().append(text);
        out.endLine();
    }
}
