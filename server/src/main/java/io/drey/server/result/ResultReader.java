package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamWriter;
import io.drey.model.Arrangement;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Hands out what results hold: pages, whole tables, changes. Thread-safe. */
public final class ResultReader {
    private final ResultService results;

    public ResultReader(ResultService results) {
        this.results = requireNonNull(results, "results");
    }

    /**
     * Reads some rows of the table as values for JSON.
     *
     * <p>Waits where they have to be sorted or filtered first.
     *
     * @throws io.drey.model.DreyException COLUMN_NOT_FOUND, RESULT_NOT_FOUND, or BAD_REQUEST if an
     *     arrangement does not fit the columns
     */
    public ResultPage page(ResultId id, RowsRequest wanted) throws IOException {
        Optional<PickedRows> found =
                pick(id, wanted.arrangement(), wanted.offset(), wanted.limit());
        if (found.isEmpty()) {
            return new ResultPage(0, 0, 0, 0, List.of());
        }
        try (PickedRows picked = found.get()) {
            ArrangedState arranged = picked.arranged();
            return new ResultPage(
                    picked.frame(),
                    picked.offset(),
                    picked.total(),
                    arranged == null ? picked.total() : arranged.of(),
                    RowsOut.values(picked, RowsOut.columns(picked.schema(), wanted.columns())));
        }
    }

    /** Reads some rows of the table as an Arrow stream; same rules. */
    public ArrowPage arrowPage(ResultId id, RowsRequest wanted) throws IOException {
        Optional<PickedRows> found =
                pick(id, wanted.arrangement(), wanted.offset(), wanted.limit());
        if (found.isEmpty()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new ArrowStreamWriter(out, new ArrowSchema(List.of())).close();
            return new ArrowPage(0, 0, 0, 0, ByteBuffer.wrap(out.toByteArray()), null);
        }
        try (PickedRows picked = found.get()) {
            return arrowPage(picked, RowsOut.columns(picked.schema(), wanted.columns()));
        }
    }

    /** Follows the changes after a frame. */
    public ChangeCursor changes(ResultId id, long afterFrame) throws IOException {
        return results.stored(id).changesAfter(afterFrame);
    }

    /** Writes the whole table as it now stands, arranged; leaves the stream open. */
    public void export(ResultId id, Arrangement arrangement, ExportFormat format, OutputStream out)
            throws IOException {
        Optional<PickedRows> found = pick(id, arrangement, 0, Long.MAX_VALUE);
        if (found.isEmpty()) {
            exportNothing(results.get(id), format, out);
            return;
        }
        try (PickedRows picked = found.get()) {
            int[] columns = RowsOut.columns(picked.schema(), null);
            switch (format) {
                case CSV -> RowsOut.csv(picked, columns, out);
                case JSON -> RowsOut.json(picked, columns, false, out);
                case JSONL -> RowsOut.json(picked, columns, true, out);
                case ARROW -> RowsOut.arrow(picked, columns, out);
            }
        }
    }

    private Optional<PickedRows> pick(ResultId id, Arrangement arrangement, long offset, long limit)
            throws IOException {
        StoredResult result = results.stored(id);
        if (arrangement.isNothing()) {
            return result.pick(offset, limit, false);
        }
        LiveArrangement arranged = result.arrange(arrangement).orElse(null);
        if (arranged == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(arranged.pickWhole(offset, limit));
        } finally {
            arranged.release();
        }
    }

    private static void exportNothing(ResultInfo info, ExportFormat format, OutputStream out)
            throws IOException {
        switch (format) {
            case CSV ->
                    RowsOut.csvHeader(
                            info.columns().stream().map(ResultColumn::name).toList(), out);
            case JSON -> out.write("[]".getBytes(StandardCharsets.US_ASCII));
            case JSONL -> out.flush();
            case ARROW -> new ArrowStreamWriter(out, new ArrowSchema(List.of())).close();
        }
    }

    static ArrowPage arrowPage(PickedRows picked, int[] columns) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
        int rows = RowsOut.arrow(picked, columns, out);
        return new ArrowPage(
                picked.frame(),
                picked.offset(),
                rows,
                picked.total(),
                ByteBuffer.wrap(out.toByteArray()),
                picked.arranged());
    }
}
