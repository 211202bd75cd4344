package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.util.List;
import java.util.Map;

/**
 * What was found out about rows that a table could be made of.
 *
 * @param choices tables to choose from, where none was named
 * @param options that the table should have besides those asked with
 * @param notes what was looked at, in sentences
 */
public record Found(
        List<ProbedColumn> columns,
        List<String> primaryKey,
        List<String> choices,
        Map<String, String> options,
        List<String> notes) {
    public Found {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        choices = List.copyOf(choices);
        options = Map.copyOf(options);
        notes = List.copyOf(notes);
    }
}
