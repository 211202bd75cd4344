package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.util.ArrayList;
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

    static void read(TextHead text, DraftBuilder draft) {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : text.lines()) {
            if (!line.isBlank()) {
                rows.add(parse(line, rows.size() + 1));
            }
        }
        draft.columns(of(rows)).note(FileProbe.looked(rows.size(), text.isMore()));
    }

    /** The columns of a table whose rows are these objects. */
    static List<ProbedColumn> of(Iterable<JsonNode> objects) {
        Shape shape = new Shape();
        objects.forEach(shape::add);
        return shape.fields.entrySet().stream()
                .map(e -> new ProbedColumn(e.getKey(), e.getValue().type(), true))
                .toList();
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
        private TextType scalar = TextType.NONE;

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
                scalar = scalar.join(scalarType(node));
            }
        }

        /** What is not of one kind is read as its text, which Flink does for STRING. */
        String type() {
            int kinds =
                    (fields.isEmpty() ? 0 : 1)
                            + (elements == null ? 0 : 1)
                            + (scalar == TextType.NONE ? 0 : 1);
            if (kinds != 1) {
                return TextType.STRING.sql();
            }
            if (elements != null) {
                return "ARRAY<" + elements.type() + ">";
            }
            return fields.isEmpty()
                    ? scalar.sql()
                    : fields.entrySet().stream()
                            .map(e -> name(e.getKey()) + " " + e.getValue().type())
                            .collect(Collectors.joining(", ", "ROW<", ">"));
        }

        private static String name(String field) {
            return "`" + field.replace("`", "``") + "`";
        }

        private static TextType scalarType(JsonNode node) {
            if (node.isTextual()) {
                TextType type = TextType.of(node.textValue());
                // A number in quotes is meant as a text.
                return type == TextType.DATE || type == TextType.TIMESTAMP ? type : TextType.STRING;
            }
            if (node.isBoolean()) {
                return TextType.BOOLEAN;
            }
            return node.isIntegralNumber() ? TextType.of(node.bigIntegerValue()) : TextType.DOUBLE;
        }
    }
}
