package io.drey.sink;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.ColumnWriter;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Writes Flink's internal rows as Arrow batches, with the kind of change as first column.
 *
 * <p>What to do with each column is settled when it is made, so a row costs no look-ups. Not
 * thread-safe.
 */
public final class RowEncoder {
    private final BatchBuilder builder;
    private final ColumnWriter op;
    private final FieldEncoder[] fields;

    public RowEncoder(RowType rowType) {
        builder = new BatchBuilder(ArrowFields.changelogSchema(rowType));
        op = builder.column(0);
        List<RowType.RowField> rowFields = rowType.getFields();
        fields = new FieldEncoder[rowFields.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = FieldEncoder.of(rowFields.get(i).getType(), builder.column(i + 1));
        }
    }

    public ArrowSchema schema() {
        return builder.schema();
    }

    /**
     * Appends a row as a change of its own kind.
     *
     * @throws IllegalArgumentException if a value has no place in its column; half a row is in the
     *     batch then, which is good for nothing but {@link #clear}
     */
    public void append(RowData row) {
        append(row, row.getRowKind());
    }

    /** Appends a row as a change of the given kind. */
    public void append(RowData row, RowKind kind) {
        op.appendByte(kind.toByteValue());
        for (int i = 0; i < fields.length; i++) {
            fields[i].encode(row, i);
        }
        builder.endRow();
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

    /** Forgets the rows since the last batch. */
    public void clear() {
        builder.clear();
    }
}
