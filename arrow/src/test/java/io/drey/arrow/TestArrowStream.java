package io.drey.arrow;

import static io.drey.arrow.Samples.ROWS;
import static io.drey.arrow.Samples.SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestArrowStream {
    @Test
    void writesAndReadsBatches() throws IOException {
        byte[] bytes = stream();
        assertThat(Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length))
                .containsExactly(-1, -1, -1, -1, 0, 0, 0, 0);
        ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes));
        assertThat(reader.schema()).isEqualTo(SCHEMA);
        assertThat(reader.next()).extracting(RecordBatchView::rowCount).isEqualTo(4);
        assertThat(reader.next()).extracting(RecordBatchView::rowCount).isEqualTo(0);
        assertThat(reader.next()).extracting(RecordBatchView::rowCount).isEqualTo(1);
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @Test
    void toleratesMissingEndMarkerButNotHalfMessages() throws IOException {
        byte[] bytes = stream();
        ArrowStreamReader whole = reader(bytes, bytes.length - 8);
        for (int i = 0; i < 3; i++) {
            whole.next();
        }
        assertThat(whole.next()).isNull();
        ArrowStreamReader half = reader(bytes, bytes.length - 12);
        half.next();
        half.next();
        assertThatThrownBy(half::next).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesWhatIsNoStream() {
        assertThatThrownBy(() -> reader(new byte[0], 0)).hasMessageContaining("empty");
        assertThatThrownBy(() -> reader("HTTP/1.1 400 Bad Request".getBytes(UTF_8), 24))
                .isInstanceOf(ArrowFormatException.class)
                .hasMessageContaining("continuation");
    }

    private static ArrowStreamReader reader(byte[] bytes, int length) throws IOException {
        return new ArrowStreamReader(new ByteArrayInputStream(bytes, 0, length));
    }

    private static byte[] stream() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(out, SCHEMA)) {
            writer.write(Samples.message(ROWS));
            writer.write(Samples.message(List.of()));
            ByteBuffer message = Samples.message(ROWS.subList(0, 1));
            writer.write(ByteBuffer.allocateDirect(message.remaining()).put(message).flip());
        }
        return out.toByteArray();
    }
}
