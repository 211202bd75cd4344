package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes RFC 4180 CSV with a header; lines end in a bare newline, as tools on Unix expect.
 *
 * <p>Null is nothing between the commas, an empty text is {@code ""}.
 */
final class CsvWriter implements RowWriter {
    private final TextOut out;
    private final boolean withOps;
    private int width;

    CsvWriter(TextOut out, boolean withOps) {
        this.out = requireNonNull(out, "out");
        this.withOps = withOps;
    }

    @Override
    public void begin(List<ResultColumn> columns) {
        width = columns.size();
        String separator = "";
        if (withOps) {
            out.text().append("op");
            separator = ",";
        }
        for (ResultColumn column : columns) {
            out.text().append(separator);
            append(column.name());
            separator = ",";
        }
        out.endLine();
    }

    @Override
    public void write(Row row) {
        if (withOps) {
            out.text().append(row.op()).append(width > 0 ? "," : "");
        }
        for (int i = 0; i < width; i++) {
            if (i > 0) {
                out.text().append(',');
            }
            append(row.value(i));
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

    private void append(@Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof Number && !(value instanceof java.math.BigDecimal)) {
            out.text().append(value);
            return;
        }
        String text = ValueText.toCsv(value);
        if (isPlain(text)) {
            out.text().append(text);
        } else {
            out.text().append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
