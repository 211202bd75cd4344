package io.drey.kernel.flink120.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How tools that follow a database's log put its changes into JSON, as Flink's formats read it. */
enum ChangeEnvelope {
    DEBEZIUM(
            "debezium-json",
            node -> payload(node).path("op").isTextual() && has(payload(node), "before", "after"),
            null,
            "before",
            "after"),
    CANAL(
            "canal-json",
            node ->
                    node.path("type").isTextual()
                            && node.has("data")
                            && has(node, "isDdl", "mysqlType", "pkNames"),
            "pkNames",
            "data"),
    MAXWELL(
            "maxwell-json",
            node ->
                    node.path("type").asText().matches("(bootstrap-)?(insert|update|delete)")
                            && node.path("data").isObject()
                            && node.has("table"),
            "primary_key_columns",
            "data"),
    OGG(
            "ogg-json",
            node -> node.path("op_type").isTextual() && has(node, "before", "after"),
            "primary_keys",
            "before",
            "after");

    private final String format;
    private final Predicate<JsonNode> test;
    private final @Nullable String keyField;
    private final List<String> rowFields;

    ChangeEnvelope(
            String format,
            Predicate<JsonNode> test,
            @Nullable String keyField,
            String... rowFields) {
        this.format = format;
        this.test = test;
        this.keyField = keyField;
        this.rowFields = List.of(rowFields);
    }

    /** The one that most of the messages are in. */
    static Optional<ChangeEnvelope> find(List<JsonNode> messages) {
        return Arrays.stream(values())
                .filter(one -> messages.stream().filter(one.test).count() * 2 > messages.size())
                .findFirst();
    }

    /** The one of a format. */
    static Optional<ChangeEnvelope> ofFormat(String format) {
        return Arrays.stream(values()).filter(one -> one.format.equals(format)).findFirst();
    }

    String format() {
        return format;
    }

    boolean isIn(JsonNode message) {
        return test.test(message);
    }

    /** Whether messages say of each field what it is, beside the change itself. */
    static boolean hasSchema(JsonNode message) {
        return message.has("schema") && message.path("payload").isObject();
    }

    /** The rows before and after the change. */
    List<JsonNode> rows(JsonNode message) {
        List<JsonNode> rows = new ArrayList<>();
        for (String field : rowFields) {
            JsonNode found = payload(message).path(field);
            if (found.isArray()) {
                found.forEach(rows::add);
            } else if (found.isObject()) {
                rows.add(found);
            }
        }
        return rows;
    }

    /** The names of the key's columns, where the message says them. */
    List<String> key(JsonNode message) {
        List<String> names = new ArrayList<>();
        if (keyField != null) {
            message.path(keyField).forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    /** What is inside a schema, or the message itself. */
    static JsonNode payload(JsonNode message) {
        return hasSchema(message) ? message.get("payload") : message;
    }

    private static boolean has(JsonNode node, String... anyOf) {
        return Arrays.stream(anyOf).anyMatch(node::has);
    }
}
