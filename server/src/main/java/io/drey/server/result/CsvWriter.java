package io.drey.server.result;

import io.drey.protocol.Json;
import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows as RFC 4180 says, with Unix line ends. Confined to one thread. */
final class CsvWriter {
    private final Writer out;
    private final int[] columns;

    CsvWriter(Writer out, int[] columns) {
        this.out = out;
        this.columns = columns;
    }

    void header(List<String> names) throws IOException {
        for (int i = 0; i < names.size(); i++) {
            out.write(i == 0 ? "" : ",");
            field(names.get(i));
        }
        out.write('\n');
    }

    void rows(Run run) throws IOException {
        for (int row = run.from(); row < run.from() + run.count(); row++) {
            for (int i = 0; i < columns.length; i++) {
                if (i > 0) {
                    out.write(',');
                }
                field(JsonValues.of(run.batch().column(columns[i]).getObject(row)));
            }
            out.write('\n');
        }
    }

    private void field(@Nullable Object value) throws IOException {
        if (value == null) {
            return;
        }
        boolean isNested = value instanceof List || value instanceof Map;
        String text = isNested ? Json.write(value) : value.toString();
        // An empty text is quoted, so that it differs from null.
        if (text.isEmpty() || text.chars().anyMatch(CsvWriter::needsQuotes)) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    private static boolean needsQuotes(int c) {
        return c == ',' || c == '"' || c == '\n' || c == '\r';
    }
}
