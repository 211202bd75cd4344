package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamWriter;
import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultMoment;
import io.drey.model.ResultSteps;
import io.drey.server.result.ArrowPage.CutValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands out what results hold: pages, whole tables, changes. Thread-safe. */
public final class ResultReader {
    private final ResultService results;

    public ResultReader(ResultService results) {
        this.results = requireNonNull(results, "results");
    }

    /** Where a page is written to. */
    public interface PageTarget {
        /**
         * Begins the answer, once nothing can be wrong with the request any more.
         *
         * @param frame the change frame the page reflects
         * @param total rows of the table, or rows found
         */
        OutputStream begin(long frame, long total) throws IOException;
    }

    /**
     * Writes some rows of the table as a {@link io.drey.model.ResultPage} in JSON.
     *
     * <p>Waits where they have to be sorted or filtered first. What is held is a chunk of the rows,
     * however many are wanted.
     *
     * @throws DreyException COLUMN_NOT_FOUND, RESULT_NOT_FOUND, BAD_REQUEST if an arrangement does
     *     not fit the columns, TIMEOUT if it takes too long, DISK_FULL, or, of an earlier moment,
     *     MOMENT_NOT_HELD and UNSUPPORTED
     */
    public void writePage(ResultId id, RowsRequest wanted, PageTarget target) throws IOException {
        try (PickedRows picked = pick(id, wanted)) {
            int[] columns = RowsOut.columns(picked.schema(), wanted.columns());
            RowsOut.page(picked, columns, target.begin(picked.frame(), picked.total()));
        }
    }

    /** Writes some rows of the table as an Arrow stream; same rules. */
    public void writeArrow(ResultId id, RowsRequest wanted, PageTarget target) throws IOException {
        try (PickedRows picked = pick(id, wanted)) {
            int[] columns = RowsOut.columns(picked.schema(), wanted.columns());
            RowsOut.arrow(picked, columns, target.begin(picked.frame(), picked.total()));
        }
    }

    /** Follows the changes after a frame. */
    public ChangeCursor changes(ResultId id, long afterFrame) throws IOException {
        return results.stored(id).changesAfter(afterFrame);
    }

    /** Writes the whole table as it now stands, arranged; leaves the stream open. */
    public void export(
            ResultId id,
            Arrangement arrangement,
            Duration patience,
            ExportFormat format,
            OutputStream out)
            throws IOException {
        Optional<PickedRows> found = pick(id, arrangement, patience, 0, Long.MAX_VALUE);
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
                case PARQUET -> RowsOut.parquet(picked, columns, out);
            }
        }
    }

    private PickedRows pick(ResultId id, RowsRequest wanted) throws IOException {
        MomentAt at = wanted.at();
        return (at == null
                        ? pick(
                                id,
                                wanted.arrangement(),
                                wanted.patience(),
                                wanted.offset(),
                                wanted.limit())
                        : pickMoment(id, at, wanted))
                .orElse(PickedRows.NONE);
    }

    private Optional<PickedRows> pick(
            ResultId id, Arrangement arrangement, Duration patience, long offset, long limit)
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
            return Optional.of(arranged.pickWhole(offset, limit, patience));
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
            case PARQUET ->
                    throw new DreyException(
                            DreyErrorCode.UNSUPPORTED,
                            "result "
                                    + info.id()
                                    + ": its query has not sent the columns' types yet, with"
                                    + " which a Parquet file begins");
        }
    }

    /**
     * Reads which moment lies where, and the changes that led to it.
     *
     * @param before so many of them at most
     * @throws io.drey.model.DreyException MOMENT_NOT_HELD, RESULT_NOT_FOUND, or UNSUPPORTED if the
     *     table is too large to be replayed
     */
    public ResultSteps steps(ResultId id, MomentAt at, int before) throws IOException {
        Optional<ShownMoment> found = results.stored(id).pickMoment(at, before, 0, 0, false);
        if (found.isEmpty()) {
            return new ResultSteps(
                    new ResultMoment(0, null, null, null, null, null, null, 0, null, 0, null),
                    List.of());
        }
        try (ShownMoment shown = found.get()) {
            return new ResultSteps(shown.moment(), StepRows.of(shown, before));
        }
    }

    private Optional<PickedRows> pickMoment(ResultId id, MomentAt at, RowsRequest wanted)
            throws IOException {
        if (!wanted.arrangement().isNothing()) {
            throw new DreyException(
                    DreyErrorCode.UNSUPPORTED,
                    "an arrangement of an earlier moment (expected: at or arrangement, not both)");
        }
        return results.stored(id)
                .pickMoment(at, 0, wanted.offset(), wanted.limit(), false)
                .map(ShownMoment::rowsAlone);
    }

    /** Some rows for looking at: long values are cut. */
    static ArrowPage window(PickedRows picked, int[] columns) throws IOException {
        return window(picked, columns, null);
    }

    /** The same of a moment. */
    static ArrowPage window(PickedRows picked, int[] columns, @Nullable ResultMoment moment)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 << 10);
        List<CutValue> cut = new ArrayList<>();
        int rows = RowsOut.window(picked, columns, cut, out);
        return new ArrowPage(
                picked.frame(),
                picked.offset(),
                rows,
                picked.total(),
                ByteBuffer.wrap(out.toByteArray()),
                cut,
                picked.arranged(),
                moment);
    }
}
