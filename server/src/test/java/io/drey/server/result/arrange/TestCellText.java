package io.drey.server.result.arrange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.ColumnReader;
import io.drey.arrow.RecordBatchView;
import io.drey.arrow.TimestampUnit;
import io.drey.server.platform.JsonMappers;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class TestCellText {
    /** The examples that the page's own test reads, too. */
    static Stream<Arguments> shownTimes() throws IOException {
        try (var in = TestCellText.class.getResourceAsStream("/shown-times.json")) {
            return JsonMappers.api().readTree(in).valueStream().map(TestCellText::example);
        }
    }

    @ParameterizedTest
    @MethodSource("shownTimes")
    void writesTimesAsThePageDoes(ArrowType type, long value, String text) {
        assertThat(CellText.of(column(type, value), 0)).isEqualTo(text);
        assertThat(new TextSearch(text, true).canBeIn(type.kind())).isTrue();
        assertThat(new TextSearch(text, true).on(column(type, value)).test(0)).isTrue();
    }

    @Test
    void findsAnInstantAsItIsCopied() {
        ColumnReader column = column(ArrowType.timestamp(TimestampUnit.MILLI, "UTC"), 1_500);
        TextSearch copied = new TextSearch("1970-01-01T00:00:01.500Z", false);
        assertThat(copied.canBeIn(ArrowType.Kind.TIMESTAMP)).isTrue();
        assertThat(copied.on(column).test(0)).isTrue();
    }

    private static Arguments example(JsonNode each) {
        String unit = each.get("unit").asString();
        ArrowType type =
                switch (each.get("type").asString()) {
                    case "TIME" -> ArrowType.TIME;
                    case "DATE" -> ArrowType.DATE;
                    case "DURATION" -> ArrowType.DURATION;
                    default -> ArrowType.timestamp(UNITS.get(unit));
                };
        return arguments(
                type, Long.parseLong(each.get("value").asString()), each.get("text").asString());
    }

    private static final Map<String, TimestampUnit> UNITS =
            Map.of(
                    "s", TimestampUnit.SECOND,
                    "ms", TimestampUnit.MILLI,
                    "us", TimestampUnit.MICRO,
                    "ns", TimestampUnit.NANO);

    private static ColumnReader column(ArrowType type, long value) {
        ArrowSchema schema = new ArrowSchema(List.of(ArrowField.of("v", type)));
        BatchBuilder builder = new BatchBuilder(schema);
        switch (type.kind()) {
            case DATE, TIME -> builder.column(0).appendInt(Math.toIntExact(value));
            default -> builder.column(0).appendLong(value);
        }
        builder.endRow();
        return RecordBatchView.parse(schema, builder.finish()).column(0);
    }
}
