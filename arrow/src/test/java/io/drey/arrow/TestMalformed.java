package io.drey.arrow;

import static io.drey.arrow.Samples.ROWS;
import static io.drey.arrow.Samples.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TestMalformed {
    @Test
    void everyDamagedByteGivesValuesOrOneClearError() {
        byte[] good = bytes(Samples.message(ROWS));
        int refused = 0;
        for (int at = 0; at < good.length; at++) {
            for (byte value : new byte[] {0, 1, 0x7F, (byte) 0x80, -1}) {
                byte[] bad = good.clone();
                bad[at] = value;
                refused += readAll(bad) ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(good.length / 2);
    }

    @Test
    void everyDamagedSchemaGivesASchemaOrOneClearError() {
        byte[] good = bytes(SCHEMA.toMessage());
        Random random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                bad[8 + random.nextInt(bad.length - 8)] = (byte) random.nextInt();
            }
            try {
                ArrowSchema.parse(ByteBuffer.wrap(bad));
            } catch (ArrowFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(5000);
    }

    @Test
    void everyCutMessageIsRefused() {
        byte[] good = bytes(Samples.message(ROWS));
        for (int length = 0; length < good.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(good, 0, length);
            assertThatThrownBy(() -> RecordBatchView.parse(SCHEMA, cut))
                    .isInstanceOf(ArrowFormatException.class);
        }
    }

    @Test
    void refusesMessagesOfAnotherKindOrSchema() {
        ByteBuffer batch = Samples.message(ROWS);
        assertThatThrownBy(() -> ArrowSchema.parse(batch))
                .hasMessage("Arrow message: RecordBatch (expected: Schema)");
        assertThatThrownBy(() -> RecordBatchView.parse(SCHEMA, SCHEMA.toMessage()))
                .hasMessage("Arrow message: Schema (expected: RecordBatch)");
        assertThatThrownBy(() -> RecordBatchView.parse(SCHEMA.select(0), batch))
                .hasMessageContaining("expected: 1 and 2");
        ArrowSchema wider = ArrowSchema.of(ArrowField.of("i64", ArrowType.INT64));
        ByteBuffer narrow = Samples.message(SCHEMA.select(1), List.of(List.of((byte) 1)));
        assertThatThrownBy(() -> RecordBatchView.parse(wider, narrow))
                .hasMessage("Arrow batch, column i64 INT64: 1 bytes (expected: 8)");
    }

    private static boolean readAll(byte[] bytes) {
        RecordBatchView view;
        try {
            view = RecordBatchView.parse(SCHEMA, ByteBuffer.wrap(bytes));
        } catch (ArrowFormatException e) {
            return false;
        }
        for (int c = 0; c < view.columnCount(); c++) {
            for (int r = 0; r < view.rowCount(); r++) {
                try {
                    view.column(c).getObject(r);
                } catch (java.time.DateTimeException e) {
                    // A day or a time of day that no calendar has is the sender's value.
                }
            }
        }
        return true;
    }

    private static byte[] bytes(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.duplicate().get(bytes);
        return bytes;
    }
}
