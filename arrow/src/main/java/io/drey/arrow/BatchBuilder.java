package io.drey.arrow;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Builds batches row by row: append one value to every column, then end the row.
 *
 * <p>Keeps its memory from batch to batch. Not thread-safe.
 */
public final class BatchBuilder {
    private final ArrowSchema schema;
    private final ColumnWriter[] columns;
    private final BatchLayout layout = new BatchLayout();
    private int rows;

    public BatchBuilder(ArrowSchema schema) {
        this.schema = schema;
        List<ArrowField> fields = schema.fields();
        columns = new ColumnWriter[fields.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ColumnWriter.of(fields.get(i));
        }
    }

    public ArrowSchema schema() {
        return schema;
    }

    public ColumnWriter column(int index) {
        return columns[index];
    }

    /** Ends the row that has been appended to every column. */
    public void endRow() {
        rows++;
    }

    public int rowCount() {
        return rows;
    }

    /** Bytes that the batch would take now, about. */
    public long bytes() {
        long bytes = 0;
        for (ColumnWriter column : columns) {
            bytes += column.bytes();
        }
        return bytes;
    }

    /**
     * Makes an encapsulated record batch message of the rows and starts over.
     *
     * @return a buffer of its own, position 0, over an array without an offset
     * @throws IllegalStateException if a column has more or fewer values than there are rows
     */
    public ByteBuffer finish() {
        for (ColumnWriter column : columns) {
            if (column.size() != rows) {
                throw new IllegalStateException(
                        "column "
                                + column.field()
                                + ": "
                                + column.size()
                                + " values (expected: "
                                + rows
                                + ")");
            }
        }
        for (ColumnWriter column : columns) {
            column.write(layout);
        }
        ByteBuffer message = layout.write(rows);
        clear();
        return message;
    }

    /** Forgets the rows since the last batch. */
    public void clear() {
        for (ColumnWriter column : columns) {
            column.clear();
        }
        rows = 0;
    }

    void addRows(int count) {
        rows += count;
    }
}
