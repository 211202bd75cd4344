package io.drey.model;

import java.util.List;
import java.util.Map;

/**
 * What was found out about a table to be.
 *
 * @param primaryKey names of its columns; empty when there is none
 * @param choices tables of a database to choose from, where none was named
 * @param options that the table should have besides those asked with
 * @param notes what was looked at, in sentences
 */
public record TableProbe(
        List<Column> columns,
        List<String> primaryKey,
        List<String> choices,
        Map<String, String> options,
        List<String> notes) {
    public TableProbe {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
        choices = List.copyOf(choices);
        options = Map.copyOf(options);
        notes = List.copyOf(notes);
    }

    /** A column; {@code type} is Flink's. */
    public record Column(String name, String type, boolean isNullable) {}
}
