package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultColumn;
import java.util.List;

/** Writes one JSON object a line; with ops, {@code {"op":"+I","row":{…}}}. */
final class JsonLinesWriter implements RowWriter {
    private final TextOut out;
    private final boolean withOps;
    private JsonRow json = new JsonRow(List.of());

    JsonLinesWriter(TextOut out, boolean withOps) {
        this.out = requireNonNull(out, "out");
        this.withOps = withOps;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        json = new JsonRow(columns);
    }

    @Override
    public void write(Row row) {
        if (withOps) {
            out.text().append("{\"op\":\"").append(row.op()).append("\",\"row\":");
            json.append(out.text(), row);
            out.text().append('}');
        } else {
            json.append(out.text(), row);
        }
        out.endLine();
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void end() {
        out.flush();
    }
}
