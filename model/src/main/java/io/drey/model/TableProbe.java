package io.drey.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a table to be.
 *
 * @param offers columns it could have besides, such as a message's time
 * @param primaryKey names of its columns; empty when there is none
 * @param partitionKeys names of those columns that are names of folders
 * @param choices tables of a database or topics to choose from, where none was named
 * @param options that the table should have besides those asked with
 * @param samples some of the messages that were looked at
 * @param notes what was looked at, in sentences
 */
public record TableProbe(
        List<Column> columns,
        List<Column> offers,
        List<String> primaryKey,
        List<String> partitionKeys,
        List<Choice> choices,
        Map<String, String> options,
        List<Sample> samples,
        List<String> notes) {
    public TableProbe {
        columns = List.copyOf(columns);
        offers = List.copyOf(offers);
        primaryKey = List.copyOf(primaryKey);
        partitionKeys = List.copyOf(partitionKeys);
        choices = List.copyOf(choices);
        options = Map.copyOf(options);
        samples = List.copyOf(samples);
        notes = List.copyOf(notes);
    }

    /**
     * A column; {@code type} is Flink's.
     *
     * @param metadata the key of the metadata it is of; null for what is in the rows themselves
     */
    public record Column(String name, String type, boolean isNullable, @Nullable String metadata) {}

    /**
     * A table or a topic.
     *
     * @param detail how large it is, in words; may be empty
     * @param isInternal whether it belongs to the other system itself
     */
    public record Choice(String name, String detail, boolean isInternal) {}

    /**
     * A message that was looked at; long texts are cut.
     *
     * @param key as text, or in hexadecimal digits after {@code 0x}; null when it has none
     * @param value as the key; null in a message that deletes its key
     */
    public record Sample(
            int partition, long offset, Instant at, @Nullable String key, @Nullable String value) {}
}
