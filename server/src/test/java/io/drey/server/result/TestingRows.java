package io.drey.server.result;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamReader;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.RecordBatchView;
import io.drey.model.ResultColumn;
import io.drey.model.ResultColumn.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of two columns, {@code id BIGINT, name STRING}, as changes in Arrow. */
final class TestingRows {
    static final int INSERT = 0;
    static final int UPDATE_BEFORE = 1;
    static final int UPDATE_AFTER = 2;
    static final int DELETE = 3;

    static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn("id", "BIGINT", Kind.NUMBER),
                    new ResultColumn("name", "STRING", Kind.STRING));
    static final ArrowSchema SCHEMA =
            ArrowSchema.of(
                    ArrowField.of("__op", ArrowType.INT8),
                    ArrowField.of("id", ArrowType.INT64),
                    ArrowField.of("name", ArrowType.UTF8));

    /** One change. */
    record Change(int op, long id, @Nullable String name) {
        List<@Nullable Object> values() {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(id);
            values.add(name);
            return values;
        }
    }

    private TestingRows() {}

    static Change insert(long id, @Nullable String name) {
        return new Change(INSERT, id, name);
    }

    static ByteBuffer batch(List<Change> changes) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (Change change : changes) {
            builder.column(0).appendByte((byte) change.op());
            builder.column(1).appendLong(change.id());
            builder.column(2).appendObject(change.name());
            builder.endRow();
        }
        return builder.finish();
    }

    /** Inserts with ids from one number on, named {@code row-<id>}. */
    static List<Change> inserts(long from, int count) {
        List<Change> changes = new ArrayList<>();
        for (long id = from; id < from + count; id++) {
            changes.add(insert(id, "row-" + id));
        }
        return changes;
    }

    static IncomingBatch incoming(int subtask, long seq, List<Change> changes) {
        return new IncomingBatch(subtask, 0, seq, Long.MIN_VALUE, changes.size(), batch(changes));
    }

    /** All rows of an Arrow stream. */
    static List<List<@Nullable Object>> read(ByteBuffer stream) throws IOException {
        byte[] bytes = new byte[stream.remaining()];
        stream.duplicate().get(bytes);
        ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RecordBatchView batch = reader.next(); batch != null; batch = reader.next()) {
            for (int row = 0; row < batch.rowCount(); row++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (int column = 0; column < batch.columnCount(); column++) {
                    values.add(batch.column(column).getObject(row));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
