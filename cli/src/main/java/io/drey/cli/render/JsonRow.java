package io.drey.cli.render;

import io.drey.model.ResultColumn;
import java.util.ArrayList;
import java.util.List;

/** Writes rows as JSON objects; the names are escaped once. Immutable. */
public final class JsonRow {
    private final List<String> prefixes = new ArrayList<>();

    public JsonRow(List<ResultColumn> columns) {
        String separator = "";
        for (ResultColumn column : columns) {
            StringBuilder prefix = new StringBuilder(separator);
            JsonText.appendString(prefix, column.name());
            prefixes.add(prefix.append(':').toString());
            separator = ",";
        }
    }

    public void append(StringBuilder out, Row row) {
        out.append('{');
        for (int i = 0; i < prefixes.size(); i++) {
            out.append(prefixes.get(i));
            JsonText.append(out, row.value(i));
        }
        out.append('}');
    }
}
