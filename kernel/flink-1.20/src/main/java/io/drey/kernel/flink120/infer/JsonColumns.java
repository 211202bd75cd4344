package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Reads the columns of JSON, one object a line, from its first lines. */
final class JsonColumns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonColumns() {}

    static Found read(BufferedReader text, int most) throws IOException {
        Shape shape = new Shape();
        int count = 0;
        String line = text.readLine();
        while (line != null && count < most) {
            if (!line.isBlank()) {
                shape.add(parse(line, count + 1));
                count++;
            }
            line = text.readLine();
        }
        if (count == 0) {
            return FileProbe.nothing();
        }
        List<ProbedColumn> columns =
                shape.fields.entrySet().stream()
                        .map(e -> new ProbedColumn(e.getKey(), e.getValue().type(), true))
                        .toList();
        return new Found(
                columns,
                List.of(),
                List.of(),
                Map.of(),
                List.of(FileProbe.looked(count, line != null)));
    }

    private static JsonNode parse(String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw FileProbe.unreadable(
                    "Row " + number + " is not JSON: " + e.getOriginalMessage() + ".");
        }
        throw FileProbe.unreadable(
                "Row "
                        + number
                        + " is no JSON object. Flink reads files of one object a line, not one"
                        + " array of all.");
    }

    /** What values of a field have in common. */
    private static final class Shape {
        private final Map<String, Shape> fields = new LinkedHashMap<>();
        private @Nullable Shape elements;
        private String scalar = "";

        void add(JsonNode node) {
            if (node.isObject()) {
                node.fields()
                        .forEachRemaining(
                                e ->
                                        fields.computeIfAbsent(e.getKey(), name -> new Shape())
                                                .add(e.getValue()));
            } else if (node.isArray()) {
                Shape shape = elements == null ? new Shape() : elements;
                elements = shape;
                node.forEach(shape::add);
            } else if (!node.isNull()) {
                scalar = TextTypes.join(scalar, scalarType(node));
            }
        }

        /** What is not of one kind is read as its text, which Flink does for STRING. */
        String type() {
            int kinds =
                    (fields.isEmpty() ? 0 : 1)
                            + (elements == null ? 0 : 1)
                            + (scalar.isEmpty() ? 0 : 1);
            if (kinds != 1) {
                return TextTypes.STRING;
            }
            if (elements != null) {
                return "ARRAY<" + elements.type() + ">";
            }
            return fields.isEmpty()
                    ? scalar
                    : fields.entrySet().stream()
                            .map(e -> name(e.getKey()) + " " + e.getValue().type())
                            .collect(Collectors.joining(", ", "ROW<", ">"));
        }

        private static String name(String field) {
            return "`" + field.replace("`", "``") + "`";
        }

        private static String scalarType(JsonNode node) {
            if (node.isTextual()) {
                String type = TextTypes.of(node.textValue());
                // A number in quotes is meant as a text.
                return type.equals("DATE") || type.startsWith("TIMESTAMP")
                        ? type
                        : TextTypes.STRING;
            }
            if (node.isBoolean()) {
                return "BOOLEAN";
            }
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? TextTypes.BIGINT
                    : TextTypes.DOUBLE;
        }
    }
}
