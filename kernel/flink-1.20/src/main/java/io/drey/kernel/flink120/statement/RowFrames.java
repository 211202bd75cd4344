package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Outlet;
import io.drey.protocol.RowFrame;
import io.drey.sink.RowEncoder;
import java.nio.ByteBuffer;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.DataTypeUtils;

/**
 * Sends rows through the kernel's own line: those of SHOW and its like, and of queries whose tasks
 * cannot reach the server. Not thread-safe.
 */
final class RowFrames {
    private static final int BATCH_BYTES = 256 << 10;

    private final Outlet outlet;
    private final String result;
    private final RowEncoder encoder;
    private long batches;
    private long rows;

    /** Begins a result; its schema goes out at once. */
    RowFrames(Outlet outlet, String result, ResolvedSchema schema) {
        this.outlet = requireNonNull(outlet, "outlet");
        this.result = requireNonNull(result, "result");
        this.encoder = new RowEncoder(rowType(schema));
        send("schema", 0, 0, encoder.schema().toMessage());
    }

    void add(RowData row) {
        encoder.append(row);
        rows++;
        if (encoder.bytes() >= BATCH_BYTES) {
            flush();
        }
    }

    /** Sends the rows that wait. */
    void flush() {
        int count = encoder.rowCount();
        if (count > 0) {
            batches++;
            send("batch", batches, count, encoder.finish());
        }
    }

    /** Tells that there are no more rows. */
    void end() {
        flush();
        send("end", batches, rows, ByteBuffer.allocate(0));
    }

    private void send(String type, long seq, long count, ByteBuffer arrow) {
        outlet.tell(new RowFrame(new RowFrame.Header(result, type, seq, count, null), arrow));
    }

    private static RowType rowType(ResolvedSchema schema) {
        return RowType.of(
                schema.getColumns().stream().map(RowFrames::type).toArray(LogicalType[]::new),
                schema.getColumnNames().toArray(String[]::new));
    }

    private static LogicalType type(Column column) {
        return DataTypeUtils.removeTimeAttribute(column.getDataType()).getLogicalType();
    }
}
