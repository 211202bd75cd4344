package io.drey.arrow;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A record batch read in place: nothing is copied, the message's buffer must not change.
 *
 * <p>Everything that the bytes say about themselves is checked when parsing, so reading a row that
 * exists cannot leave the buffer. Immutable, so any number of threads may read.
 */
public final class RecordBatchView {
    private final ArrowSchema schema;
    private final int rowCount;
    private final ColumnReader[] columns;

    RecordBatchView(ArrowSchema schema, int rowCount, ColumnReader[] columns) {
        this.schema = schema;
        this.rowCount = rowCount;
        this.columns = columns;
    }

    /**
     * Reads an encapsulated record batch message from the buffer's position on.
     *
     * @throws ArrowFormatException if it is not one, is damaged, or does not fit the schema
     */
    public static RecordBatchView parse(ArrowSchema schema, ByteBuffer message) {
        return BatchParser.parse(schema, EncapsulatedMessage.parse(message));
    }

    public ArrowSchema schema() {
        return schema;
    }

    public int rowCount() {
        return rowCount;
    }

    public int columnCount() {
        return columns.length;
    }

    public ColumnReader column(int index) {
        return columns[index];
    }

    void requireRange(int from, int count) {
        Objects.checkFromIndexSize(from, count, rowCount);
    }
}
