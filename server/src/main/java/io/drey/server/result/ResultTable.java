package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowFormatException;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchGatherer;
import io.drey.arrow.RecordBatchView;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultColumn;
import io.drey.model.ResultInfo;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.LogFiles;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.view.AppendView;
import io.drey.server.result.view.KeyedView;
import io.drey.server.result.view.LogRows;
import io.drey.server.result.view.RetractView;
import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.TableRows;
import io.drey.server.result.view.TableView;
import io.drey.server.result.view.UpsertView;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A result's log and the table it adds up to, which is made when first asked for.
 *
 * <p>Confined to the result's lock, except for what it hands out to be read.
 */
final class ResultTable implements Closeable {
    private static final String OP = "__op";

    private final ResultInfo info;
    private final ResultLog log;
    private volatile @Nullable ArrowSchema schema;
    private @Nullable TableView view;
    private long settled;

    private ResultTable(ResultInfo info, ResultLog log) {
        this.info = info;
        this.log = log;
    }

    /** Opens what the directory holds, cutting off what a killed process left unfinished. */
    static ResultTable open(
            ResultInfo info, Path directory, LogFiles files, ResultSettings settings)
            throws IOException {
        boolean isKeyed = info.changelog() != ChangelogKind.APPEND;
        ResultTable table =
                new ResultTable(
                        info, ResultLog.open(directory, files, settings.segmentBytes(isKeyed)));
        ByteBuffer message = table.log.schema().orElse(null);
        if (message != null) {
            table.schema = ArrowSchema.parse(message);
        }
        return table;
    }

    ResultLog log() {
        return log;
    }

    boolean isKeyed() {
        return info.changelog() != ChangelogKind.APPEND;
    }

    /** The schema of changes: {@code __op}, then the columns. May be asked for without the lock. */
    Optional<ArrowSchema> schema() {
        return Optional.ofNullable(schema);
    }

    /**
     * Sets the schema, or checks that it is the one already set.
     *
     * @throws DreyException BAD_REQUEST if it does not fit the result
     */
    void putSchema(ByteBuffer message) throws IOException {
        ArrowSchema offered = parse(message);
        ArrowSchema known = schema;
        if (known == null) {
            requireColumns(offered);
            log.putSchema(message);
            schema = offered;
        } else if (!known.equals(offered)) {
            throw bad("schema: " + offered + " (expected: " + known + ")");
        }
    }

    /** Reads a batch and checks it against the schema. May be called without the lock. */
    RecordBatchView parse(IncomingBatch batch) {
        ArrowSchema known = schema;
        if (known == null) {
            throw bad("a batch before the schema");
        }
        try {
            RecordBatchView parsed = RecordBatchView.parse(known, batch.arrow());
            if (parsed.rowCount() != batch.rows()) {
                throw bad("rows: " + batch.rows() + " (expected: " + parsed.rowCount() + ")");
            }
            return parsed;
        } catch (ArrowFormatException e) {
            throw new DreyException(DreyErrorCode.BAD_REQUEST, "batch: " + e.getMessage(), e);
        }
    }

    /** Stores a batch and brings the table up to date. */
    void append(IncomingBatch batch, RecordBatchView parsed, long nowMillis) throws IOException {
        TableView current = view();
        StoredFrame frame = log.append(batch.header(nowMillis), batch.arrow());
        current.apply(frame, parsed);
    }

    /** Notes that a subtask has sent all it will send. */
    void end(int subtask, int attempt, long lastSeq) throws IOException {
        if (schema == null) {
            throw bad("an end before the schema");
        }
        log.end(subtask, attempt, lastSeq);
    }

    /** The first rows of a batch, as a batch. */
    static IncomingBatch firstRows(IncomingBatch batch, RecordBatchView parsed, int count) {
        BatchGatherer gatherer = BatchGatherer.of(parsed.schema());
        gatherer.addRange(parsed, 0, count);
        return batch.withRows(count, gatherer.finish());
    }

    /** Rows of the table. */
    long rows() throws IOException {
        return schema == null ? 0 : view().rows();
    }

    /** The keyed view, where the table is one and has been made. */
    Optional<KeyedView> keyedView() {
        return view instanceof KeyedView keyed ? Optional.of(keyed) : Optional.empty();
    }

    /** Picks rows of the table. */
    RowSelection select(long offset, long limit) throws IOException {
        return view().select(Math.min(offset, rows()), limit);
    }

    /** Grows whenever the table changes. */
    long version() {
        return log.frame() + settled;
    }

    /** The rows as they now stand; to be closed. */
    TableRows freeze() throws IOException {
        return view().freeze();
    }

    /** Removes rows whose replacement did not come in time; answers whether there were any. */
    boolean settle() {
        boolean isChanged = view != null && view.settle();
        settled += isChanged ? 1 : 0;
        return isChanged;
    }

    /** Picks the newest changes that are still held. */
    RowSelection selectChanges(long limit) {
        long from = Math.max(log.firstRow(), log.rows() - limit);
        return new LogRows(log, requireNonNull(schema, "schema"), from, log.rows() - from);
    }

    @Override
    public void close() {
        log.close();
    }

    private TableView view() throws IOException {
        TableView made = view;
        if (made == null) {
            made = make(requireNonNull(schema, "schema"));
            view = made;
        }
        return made;
    }

    private TableView make(ArrowSchema columns) throws IOException {
        TableView fresh = isKeyed() ? emptyKeyedView(columns) : new AppendView(log, columns);
        if (isKeyed()) {
            try (LogCursor snapshot = log.snapshotCursor();
                    LogCursor changes = log.cursorAfter(log.snapshotFrame().orElse(0))) {
                applyAll(snapshot, columns, fresh);
                applyAll(changes, columns, fresh);
            }
        }
        return fresh;
    }

    /** An empty table of the result's kind, which is one whose rows change. */
    KeyedView emptyKeyedView(ArrowSchema columns) {
        return info.changelog() == ChangelogKind.UPSERT
                ? new UpsertView(columns, keyColumns(columns))
                : new RetractView(columns);
    }

    private static void applyAll(LogCursor cursor, ArrowSchema schema, TableView view)
            throws IOException {
        for (StoredFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
            view.apply(frame, RecordBatchView.parse(schema, frame.payload()));
        }
    }

    private int[] keyColumns(ArrowSchema columns) {
        return info.upsertKey().stream().mapToInt(columns::indexOf).toArray();
    }

    private void requireColumns(ArrowSchema offered) {
        List<ArrowField> fields = offered.fields();
        if (fields.isEmpty()
                || !fields.get(0).name().equals(OP)
                || !fields.get(0).type().equals(ArrowType.INT8)) {
            throw bad("first column (expected: " + OP + " of INT8)");
        }
        List<String> offeredNames =
                fields.subList(1, fields.size()).stream().map(ArrowField::name).toList();
        List<String> names = info.columns().stream().map(ResultColumn::name).toList();
        if (!offeredNames.equals(names)) {
            throw bad("columns: " + offeredNames + " (expected: " + names + ")");
        }
        if (!names.containsAll(info.upsertKey())) {
            throw bad("upsert key: " + info.upsertKey() + " (expected: some of " + names + ")");
        }
    }

    private static ArrowSchema parse(ByteBuffer message) {
        try {
            return ArrowSchema.parse(message);
        } catch (ArrowFormatException e) {
            throw new DreyException(DreyErrorCode.BAD_REQUEST, "schema: " + e.getMessage(), e);
        }
    }

    private static DreyException bad(String message) {
        return new DreyException(DreyErrorCode.BAD_REQUEST, message);
    }
}
