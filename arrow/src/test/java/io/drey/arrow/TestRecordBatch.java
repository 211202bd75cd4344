package io.drey.arrow;

import static io.drey.arrow.Samples.ROWS;
import static io.drey.arrow.Samples.SCHEMA;
import static io.drey.arrow.Samples.assertRows;
import static io.drey.arrow.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestRecordBatch {
    @Test
    void keepsSchemas() {
        assertThat(ArrowSchema.parse(SCHEMA.toMessage())).isEqualTo(SCHEMA);
        assertThat(SCHEMA.toMessage().remaining() % 8).isZero();
        ArrowSchema notNull =
                ArrowSchema.of(ArrowField.of("a", ArrowType.INT8).withNullable(false));
        assertThat(ArrowSchema.parse(notNull.toMessage())).isEqualTo(notNull);
        ArrowSchema empty = ArrowSchema.of();
        assertThat(ArrowSchema.parse(empty.toMessage())).isEqualTo(empty);
    }

    @Test
    void keepsEveryTypeOfValue() {
        assertRows(parse(Samples.message(ROWS)), ROWS);
    }

    @Test
    void keepsEveryValueBesideEveryOther() {
        List<List<@Nullable Object>> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(ROWS.get((i * i + i / 7) % ROWS.size()));
        }
        assertRows(parse(Samples.message(many)), many);
    }

    @Test
    void readsBuffersThatAreNotOnTheHeapOrNotWritable() {
        ByteBuffer message = Samples.message(ROWS);
        ByteBuffer direct = ByteBuffer.allocateDirect(message.remaining() + 3);
        direct.position(3);
        direct.put(message.duplicate()).flip().position(3);
        assertRows(parse(direct), ROWS);
        assertRows(parse(message.asReadOnlyBuffer()), ROWS);
    }

    @Test
    void keepsEmptyBatches() {
        assertThat(parse(Samples.message(List.of())).rowCount()).isZero();
        ArrowSchema none = ArrowSchema.of();
        BatchBuilder builder = new BatchBuilder(none);
        builder.endRow();
        assertThat(RecordBatchView.parse(none, builder.finish()).rowCount()).isEqualTo(1);
    }

    @Test
    void keepsHugeStringsAndForgetsThemAfterwards() {
        String huge = "ğ".repeat(5 << 20);
        ArrowSchema schema = ArrowSchema.of(ArrowField.of("s", ArrowType.UTF8));
        BatchBuilder builder = new BatchBuilder(schema);
        Samples.append(builder, List.of(row("a"), row(huge), row("b")));
        assertThat(builder.bytes()).isGreaterThan(10 << 20);
        RecordBatchView view = RecordBatchView.parse(schema, builder.finish());
        assertThat(Samples.rows(view)).isEqualTo(List.of(row("a"), row(huge), row("b")));
        assertThat(builder.bytes()).isLessThan(10);
    }

    @Test
    void leavesNothingOfOneBatchInTheNext() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        Samples.append(builder, Collections.nCopies(100, ROWS.get(1)));
        builder.finish();
        Samples.append(builder, Collections.nCopies(3, ROWS.get(0)));
        RecordBatchView second = parse(builder.finish());
        assertRows(second, Collections.nCopies(3, ROWS.get(0)));
        assertThat(second.column(0).hasNulls()).isFalse();
        Samples.append(builder, ROWS);
        builder.clear();
        assertThat(parse(builder.finish()).rowCount()).isZero();
    }

    @Test
    void readsNumbersWithoutBoxing() {
        RecordBatchView view = parse(Samples.message(ROWS));
        assertThat(view.column(1).getLong(0)).isEqualTo(1);
        assertThat(view.column(4).getDouble(0)).isEqualTo(4.0);
        assertThat(view.column(5).getDouble(0)).isEqualTo(5.5);
        assertThat(view.column(9).getDouble(0)).isEqualTo(9.1);
        assertThat(view.column(10).getLong(2)).isEqualTo(-719162);
        assertThat(view.column(8).getBytes(0)).containsExactly(8, 0, -8);
        assertThat(view.column(7).getSlice(0).remaining()).isEqualTo(4);
    }

    @Test
    void refusesValuesThatDoNotFit() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        assertThatThrownBy(() -> builder.column(4).appendObject(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i64 INT64");
        assertThatThrownBy(() -> builder.column(4).appendInt(3)).hasMessageContaining("an int");
        assertThatThrownBy(() -> builder.column(9).appendObject(new BigDecimal("0.00000000001")))
                .hasMessageContaining("decimal");
        assertThatThrownBy(
                        () -> builder.column(15).appendObject(LocalDateTime.of(9999, 1, 1, 0, 0)))
                .isInstanceOf(ArithmeticException.class);
        builder.column(0).appendBoolean(true);
        builder.endRow();
        assertThatThrownBy(builder::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0 values (expected: 1)");
    }

    @Test
    void refusesTypesThatCannotBe() {
        assertThatThrownBy(() -> ArrowType.decimal(39, 0)).hasMessageContaining("39");
        assertThatThrownBy(() -> ArrowType.decimal(3, 4)).hasMessageContaining("0 to 3");
        assertThatThrownBy(() -> TimestampUnit.ofPrecision(10)).hasMessageContaining("10");
        assertThatThrownBy(() -> ArrowField.of("l", ArrowType.LIST))
                .hasMessageContaining("0 children (expected: 1)");
    }

    private static RecordBatchView parse(ByteBuffer message) {
        return RecordBatchView.parse(SCHEMA, message);
    }
}
