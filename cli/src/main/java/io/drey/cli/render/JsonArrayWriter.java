package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultColumn;
import java.util.List;

/** Writes a JSON array of objects, one a line. */
final class JsonArrayWriter implements RowWriter {
    private final TextOut out;
    private JsonRow json = new JsonRow(List.of());
    private boolean isEmpty = true;

    JsonArrayWriter(TextOut out) {
        this.out = requireNonNull(out, "out");
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        json = new JsonRow(columns);
        out.text().append('[');
    }

    @Override
    public void write(Row row) {
        // The comma comes before the row, so that an array cut short still ends in a whole row.
        out.text().append(isEmpty ? "" : ",");
        out.endLine();
        isEmpty = false;
        json.append(out.text(), row);
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end() {
        if (!isEmpty) {
            out.endLine();
        }
        out.text().append(']');
        out.endLine();
        out.flush();
    }
}
