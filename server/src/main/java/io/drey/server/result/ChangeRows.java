package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ColumnReader;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.view.RowSelection.Run;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads changes as values for JSON. Confined to one thread. */
public final class ChangeRows {
    private static final List<String> OPS = List.of("+I", "-U", "+U", "-D");

    private final ChangeCursor cursor;

    /** One change; {@code op} as Flink writes it. */
    @JsonPropertyOrder({"frame", "op", "row"})
    public record Row(long frame, String op, List<@Nullable Object> row) {}

    public ChangeRows(ChangeCursor cursor) {
        this.cursor = requireNonNull(cursor, "cursor");
    }

    /** The changes of a frame that the cursor gave. */
    public List<Row> of(ChangeFrame frame) {
        ArrowSchema schema = cursor.schema().orElseThrow();
        RecordBatchView batch = RecordBatchView.parse(schema, frame.arrow());
        int[] columns = RowsOut.columns(schema, null);
        ColumnReader kinds = batch.column(0);
        List<Row> rows = new ArrayList<>(batch.rowCount());
        Run run = new Run(batch, 0, batch.rowCount());
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(
                    new Row(
                            frame.frame(),
                            OPS.get((int) kinds.getLong(row) & 3),
                            RowsOut.values(run, row, columns)));
        }
        return rows;
    }
}
