package io.drey.arrow;

import static io.drey.arrow.Samples.ROWS;
import static io.drey.arrow.Samples.SCHEMA;
import static io.drey.arrow.Samples.assertRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestBatchGatherer {
    @Test
    void gathersRowsAndRangesInAnyOrder() {
        Random random = new Random(7);
        List<List<@Nullable Object>> source = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            source.add(ROWS.get(random.nextInt(ROWS.size())));
        }
        RecordBatchView view = view(source);
        BatchGatherer gatherer = BatchGatherer.of(SCHEMA);
        for (int round = 0; round < 20; round++) {
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (int step = 0; step < 30; step++) {
                int from = random.nextInt(source.size());
                int count = random.nextInt(source.size() - from + 1);
                gatherer.addRange(view, from, count);
                expected.addAll(source.subList(from, from + count));
                gatherer.add(view, from);
                expected.add(source.get(from));
                int[] rows = {from, 0, 299, from};
                gatherer.addRows(view, rows, 3);
                expected.addAll(List.of(source.get(from), source.get(0), source.get(299)));
            }
            assertThat(gatherer.rowCount()).isEqualTo(expected.size());
            RecordBatchView gathered = RecordBatchView.parse(SCHEMA, gatherer.finish());
            assertRows(gathered, expected);
        }
    }

    @Test
    void keepsSomeColumnsInTheOrderGiven() {
        BatchGatherer gatherer = BatchGatherer.of(SCHEMA, 20, 4, 4);
        gatherer.addRange(view(ROWS), 0, ROWS.size());
        assertThat(gatherer.schema()).isEqualTo(SCHEMA.select(20, 4, 4));
        assertThat(gatherer.bytes()).isPositive();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (List<@Nullable Object> row : ROWS) {
            expected.add(Samples.row(row.get(20), row.get(4), row.get(4)));
        }
        assertRows(RecordBatchView.parse(gatherer.schema(), gatherer.finish()), expected);
    }

    @Test
    void gathersFromViewsOfOtherColumnNamesButNotOfOtherTypes() {
        ArrowSchema longs = ArrowSchema.of(ArrowField.of("a", ArrowType.INT64));
        ArrowSchema others = ArrowSchema.of(ArrowField.of("b", ArrowType.INT64));
        ArrowSchema texts = ArrowSchema.of(ArrowField.of("a", ArrowType.UTF8));
        BatchGatherer gatherer = BatchGatherer.of(longs);
        List<List<@Nullable Object>> one = List.of(Samples.row(1L));
        gatherer.add(RecordBatchView.parse(others, Samples.message(others, one)), 0);
        assertRows(RecordBatchView.parse(longs, gatherer.finish()), one);
        RecordBatchView text =
                RecordBatchView.parse(texts, Samples.message(texts, List.of(Samples.row("x"))));
        assertThatThrownBy(() -> gatherer.add(text, 0)).hasMessageContaining("expected: a INT64");
    }

    @Test
    void cutsLongValuesAtWholeCharactersAndSaysHowLongTheyAre() {
        ArrowSchema schema =
                ArrowSchema.of(
                        ArrowField.of("text", ArrowType.UTF8),
                        ArrowField.of("bytes", ArrowType.BINARY),
                        ArrowField.list("list", ArrowField.of("element", ArrowType.INT64)));
        List<List<@Nullable Object>> rows =
                List.of(
                        Samples.row("x".repeat(16), new byte[16], List.of(1L, 2L)),
                        Samples.row("x" + "é".repeat(8), new byte[17], List.of(1L, 2L, 3L)),
                        Samples.row(null, null, null));
        RecordBatchView view = RecordBatchView.parse(schema, Samples.message(schema, rows));
        BatchGatherer gatherer = BatchGatherer.of(schema);
        List<String> cuts = new ArrayList<>();
        for (int row = 0; row < 3; row++) {
            gatherer.addCut(view, row, 16, (at, i, n) -> cuts.add(at + " " + i + " " + n));
        }
        assertRows(
                RecordBatchView.parse(schema, gatherer.finish()),
                List.of(
                        rows.get(0),
                        Samples.row("x" + "é".repeat(7), new byte[16], null),
                        rows.get(2)));
        assertThat(cuts).containsExactly("1 0 17", "1 1 17", "1 2 24");
    }

    @Test
    void refusesRowsThatAreNotThere() {
        RecordBatchView view = view(ROWS);
        BatchGatherer gatherer = BatchGatherer.of(SCHEMA);
        assertThatThrownBy(() -> gatherer.add(view, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> gatherer.addRange(view, 2, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> gatherer.addRows(view, new int[] {0, -1}, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(RecordBatchView.parse(SCHEMA, gatherer.finish()).rowCount()).isZero();
    }

    private static RecordBatchView view(List<List<@Nullable Object>> rows) {
        return RecordBatchView.parse(SCHEMA, Samples.message(rows));
    }
}
