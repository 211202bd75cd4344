package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a topic's values are, as far as it shows.
 *
 * @param format of Flink
 * @param options of the format, with their names as prefix
 * @param columns none where the messages do not tell them
 * @param key names of the columns that the messages call the key
 * @param envelope what changes of a database are put into; null for plain rows
 */
record MessageGuess(
        String format,
        Map<String, String> options,
        List<ProbedColumn> columns,
        List<String> key,
        @Nullable ChangeEnvelope envelope,
        List<String> notes) {
    private static final String BYTES = "BYTES";

    MessageGuess {
        options = Map.copyOf(options);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        notes = List.copyOf(notes);
    }

    /**
     * Guesses.
     *
     * @param values at least one
     * @param wanted the format to read them as; null to find one
     */
    static MessageGuess of(List<byte[]> values, @Nullable String wanted) {
        List<JsonNode> objects =
                values.stream().map(MessageText::object).flatMap(Optional::stream).toList();
        if (wanted == null) {
            return find(values, objects);
        }
        if (wanted.equals("json")) {
            return json(values, objects);
        }
        Optional<ChangeEnvelope> envelope = ChangeEnvelope.ofFormat(wanted);
        if (envelope.isPresent()) {
            return changes(values, objects, envelope.get());
        }
        return switch (wanted) {
            case "raw" -> raw(values);
            case "csv" ->
                    csv(values)
                            .orElseThrow(
                                    () ->
                                            FileProbe.unreadable(
                                                    "The messages are no CSV of the same number of"
                                                            + " fields. The first is: "
                                                            + first(values)));
            default ->
                    new MessageGuess(
                            wanted,
                            Map.of(),
                            List.of(),
                            List.of(),
                            null,
                            List.of(
                                    "Messages in the format "
                                            + wanted
                                            + " do not tell their columns here: type those of their"
                                            + " schema below, in its order."));
        };
    }

    private static MessageGuess find(List<byte[]> values, List<JsonNode> objects) {
        if (objects.size() * 2 > values.size()) {
            return ChangeEnvelope.find(objects)
                    .map(envelope -> changes(values, objects, envelope))
                    .orElseGet(() -> json(values, objects));
        }
        if (values.stream().allMatch(one -> MessageText.text(one).isPresent())) {
            return csv(values).orElseGet(() -> raw(values));
        }
        return binary(values);
    }

    private static MessageGuess json(List<byte[]> values, List<JsonNode> objects) {
        if (objects.isEmpty()) {
            throw FileProbe.unreadable(
                    "None of the "
                            + values.size()
                            + " messages is a JSON object. The first is: "
                            + first(values));
        }
        List<String> notes = new ArrayList<>();
        Map<String, String> options = skipOthers("json", values, objects.size(), notes);
        return new MessageGuess("json", options, JsonColumns.of(objects), List.of(), null, notes);
    }

    private static MessageGuess changes(
            List<byte[]> values, List<JsonNode> objects, ChangeEnvelope envelope) {
        List<JsonNode> messages = objects.stream().filter(envelope::isIn).toList();
        if (messages.isEmpty()) {
            throw FileProbe.unreadable(
                    "None of the "
                            + values.size()
                            + " messages is a change as "
                            + envelope.format()
                            + " reads it. The first is: "
                            + first(values));
        }
        List<String> notes = new ArrayList<>();
        notes.add(
                "The messages are changes of a database; the table shows its rows as they are"
                        + " after each.");
        Map<String, String> options =
                new LinkedHashMap<>(skipOthers(envelope.format(), values, messages.size(), notes));
        if (ChangeEnvelope.hasSchema(messages.get(0))) {
            options.put(envelope.format() + ".schema-include", "true");
        }
        Set<String> key = new LinkedHashSet<>();
        messages.forEach(one -> key.addAll(envelope.key(one)));
        List<JsonNode> rows =
                messages.stream().flatMap(one -> envelope.rows(one).stream()).toList();
        return new MessageGuess(
                envelope.format(),
                options,
                JsonColumns.of(rows),
                List.copyOf(key),
                envelope,
                notes);
    }

    private static Map<String, String> skipOthers(
            String format, List<byte[]> values, int fitting, List<String> notes) {
        int others = values.size() - fitting;
        if (others == 0) {
            return Map.of();
        }
        notes.add(
                others
                        + " of the "
                        + values.size()
                        + " messages cannot be read so; '"
                        + format
                        + ".ignore-parse-errors' leaves such out.");
        return Map.of(format + ".ignore-parse-errors", "true");
    }

    private static Optional<MessageGuess> csv(List<byte[]> values) {
        List<String> texts =
                values.stream().map(MessageText::text).flatMap(Optional::stream).toList();
        if (texts.size() < values.size()) {
            return Optional.empty();
        }
        return CsvColumns.ofRows(texts)
                .map(
                        rows ->
                                new MessageGuess(
                                        "csv",
                                        rows.delimiter() == null
                                                ? Map.of()
                                                : Map.of(CsvColumns.DELIMITER, rows.delimiter()),
                                        rows.columns(),
                                        List.of(),
                                        null,
                                        List.of()));
    }

    /** All of a message in one column, of the type that all of them can be read as. */
    static MessageGuess raw(List<byte[]> values) {
        boolean isText = values.stream().allMatch(one -> MessageText.text(one).isPresent());
        int length = values.get(0).length;
        boolean isOfOneLength = values.stream().allMatch(one -> one.length == length);
        String type = BYTES;
        if (isText) {
            type = TextType.STRING.sql();
        } else if (isOfOneLength && (length == Long.BYTES || length == Integer.BYTES)) {
            type = length == Long.BYTES ? TextType.BIGINT.sql() : "INT";
        }
        return raw(type, List.of());
    }

    private static MessageGuess raw(String type, List<String> notes) {
        return new MessageGuess(
                "raw",
                Map.of(),
                List.of(new ProbedColumn("value", type, true)),
                List.of(),
                null,
                notes);
    }

    private static MessageGuess binary(List<byte[]> values) {
        byte[] first = values.get(0);
        boolean isOfRegistry = values.stream().allMatch(one -> one.length > 5 && one[0] == 0);
        if (isOfRegistry) {
            return raw(
                    BYTES,
                    List.of(
                            "The messages are written with a schema registry (its schema "
                                    + ByteBuffer.wrap(first).getInt(1)
                                    + "): Avro, most likely. Columns cannot be found out here, so"
                                    + " there is one of bytes. To read Avro, choose the format"
                                    + " avro-confluent, which a jar has to bring, and type the"
                                    + " schema's columns."));
        }
        if (first.length > 4 && first[0] == 'O' && first[1] == 'b' && first[2] == 'j') {
            return raw(
                    BYTES,
                    List.of(
                            "Each message is a whole Avro file, which no format of Flink's reads"
                                    + " from Kafka; there is one column of bytes."));
        }
        return raw(
                BYTES,
                List.of(
                        "The messages are binary. Where they are Avro without its schema, choose the"
                                + " format avro and type the schema's columns in their order; else"
                                + " there is one column of bytes."));
    }

    private static String first(List<byte[]> values) {
        return MessageText.shown(values.get(0));
    }
}
