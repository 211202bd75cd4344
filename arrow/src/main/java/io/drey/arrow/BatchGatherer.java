package io.drey.arrow;

import java.nio.ByteBuffer;

/**
 * Makes new batches of rows picked from others, for all or some of the columns.
 *
 * <p>Copies bytes from buffer to buffer, never through Java values. Not thread-safe.
 */
public final class BatchGatherer {
    private final BatchBuilder builder;
    private final int[] columns;

    private BatchGatherer(ArrowSchema target, int[] columns) {
        this.builder = new BatchBuilder(target);
        this.columns = columns;
    }

    /** Keeps every column. */
    public static BatchGatherer of(ArrowSchema source) {
        int[] all = new int[source.fields().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new BatchGatherer(source, all);
    }

    /** Keeps some columns, in the order given. */
    public static BatchGatherer of(ArrowSchema source, int... columns) {
        return new BatchGatherer(source.select(columns), columns.clone());
    }

    /** The schema of the batches that come out. */
    public ArrowSchema schema() {
        return builder.schema();
    }

    /** Adds one row. */
    public void add(RecordBatchView view, int row) {
        view.requireRange(row, 1);
        for (int i = 0; i < columns.length; i++) {
            builder.column(i).appendFrom(source(view, i), row);
        }
        builder.endRow();
    }

    /**
     * Adds one row, of whose values none takes more than so many bytes.
     *
     * <p>Of a longer text or BINARY value the start is kept; a longer nested one becomes null.
     *
     * @param cuts hears of values that are not kept whole
     */
    public void addCut(RecordBatchView view, int row, int maxBytes, Cuts cuts) {
        view.requireRange(row, 1);
        for (int i = 0; i < columns.length; i++) {
            ColumnReader source = source(view, i);
            ColumnWriter target = builder.column(i);
            long bytes = source.valueBytes(row);
            if (bytes <= Math.max(maxBytes, Long.BYTES)) {
                target.appendFrom(source, row);
                continue;
            }
            if (target instanceof BytesColumnWriter) {
                ((BytesColumnWriter) target).appendStart(source, row, maxBytes);
            } else {
                target.appendNull();
            }
            cuts.cut(builder.rowCount(), i, bytes);
        }
        builder.endRow();
    }

    /** Hears of values that were cut. */
    public interface Cuts {
        /**
         * One value was cut.
         *
         * @param row in the batch that is being made
         * @param column among those kept
         * @param bytes that the value takes in full
         */
        void cut(int row, int column, long bytes);
    }

    /** Adds rows that follow one another; the fast way. */
    public void addRange(RecordBatchView view, int from, int count) {
        view.requireRange(from, count);
        for (int i = 0; i < columns.length; i++) {
            builder.column(i).appendRange(source(view, i), from, count);
        }
        builder.addRows(count);
    }

    /** Adds the first {@code count} of the row numbers, in that order, column by column. */
    public void addRows(RecordBatchView view, int[] rows, int count) {
        for (int r = 0; r < count; r++) {
            view.requireRange(rows[r], 1);
        }
        for (int i = 0; i < columns.length; i++) {
            ColumnReader source = source(view, i);
            ColumnWriter target = builder.column(i);
            for (int r = 0; r < count; r++) {
                target.appendFrom(source, rows[r]);
            }
        }
        builder.addRows(count);
    }

    public int rowCount() {
        return builder.rowCount();
    }

    /** Bytes that the batch would take now, about. */
    public long bytes() {
        return builder.bytes();
    }

    /** Makes an encapsulated record batch message of the rows and starts over. */
    public ByteBuffer finish() {
        return builder.finish();
    }

    private ColumnReader source(RecordBatchView view, int index) {
        ColumnReader source = view.column(columns[index]);
        ArrowField target = builder.column(index).field();
        if (source.field() != target && !source.field().hasShapeOf(target)) {
            throw new IllegalArgumentException(
                    "column " + source.field() + " (expected: " + target + ")");
        }
        return source;
    }
}
