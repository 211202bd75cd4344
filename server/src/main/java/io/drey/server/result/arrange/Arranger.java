package io.drey.server.result.arrange;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.SortColumn;
import io.drey.server.result.arrange.EntrySort.Progress;
import io.drey.server.result.view.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Arranges the rows of tables of one schema as wanted. Immutable. */
public final class Arranger {
    /** Tables of more rows are not arranged. */
    public static final int MAX_ROWS = 100_000_000;

    /** Tables of fewer rows are not worth a second thread. */
    private static final int MANY_ROWS = 200_000;

    private final ArrowSchema schema;
    private final Arrangement arrangement;
    private final List<RowTest> tests;

    /**
     * Reads what is wanted.
     *
     * @throws DreyException COLUMN_NOT_FOUND, or BAD_REQUEST where it does not fit the columns
     */
    public Arranger(ArrowSchema schema, Arrangement arrangement) {
        this.schema = requireNonNull(schema, "schema");
        this.arrangement = requireNonNull(arrangement, "arrangement");
        this.tests = RowTest.of(arrangement, schema);
        arrangement.sort().forEach(this::requireOrdered);
    }

    /** Bytes of disk that it takes to arrange so many rows, without the text to sort by. */
    public long diskBytes(int rows) {
        long each = Integer.BYTES;
        if (!arrangement.sort().isEmpty()) {
            each += EntrySort.ENTRY_BYTES + (tests.isEmpty() ? 0 : 2 * Integer.BYTES);
            // A long with a mark for null, or the place of a text.
            each += arrangement.sort().size() * (Long.BYTES + 1L);
        }
        return each * rows;
    }

    /**
     * Makes room; {@link #work} fills it. The rows are closed with what is answered.
     *
     * @param directory where files may lie for a while
     */
    public ArrangedRows begin(TableRows rows, Path directory) throws IOException {
        Scratch scratch = null;
        try {
            requireCount(rows.count());
            scratch = Scratch.in(directory);
            return new ArrangedRows(rows, scratch, scratch.ints(rows.count()));
        } catch (IOException | RuntimeException | Error e) {
            rows.close();
            if (scratch != null) {
                scratch.close();
            }
            throw e;
        }
    }

    /**
     * Does the work.
     *
     * @param helper runs a part of it beside; may refuse
     * @param onProgress called now and then
     * @throws CancellationException when {@link ArrangedRows#giveUp} was called
     */
    public void work(ArrangedRows target, Path directory, Executor helper, Runnable onProgress)
            throws IOException {
        if (arrangement.sort().isEmpty()) {
            filter(target, helper, onProgress);
        } else {
            try (Scratch scratch = Scratch.in(directory)) {
                sort(target, scratch, helper, onProgress);
            }
        }
        target.whole();
        onProgress.run();
    }

    private void filter(ArrangedRows target, Executor helper, Runnable onProgress)
            throws IOException {
        IntBuffer order = target.order();
        int[] found =
                scan(
                        target,
                        helper,
                        List.of(),
                        (entry, position) -> order.put(entry, position),
                        count -> {
                            // What the first scan finds stands at once; what the other does, later.
                            target.matched(count);
                            target.standing(count);
                            onProgress.run();
                        });
        order.put(found[0], order, secondStart(target), found[1]);
        target.matched(found[0] + found[1]);
        target.standing(found[0] + found[1]);
    }

    private void sort(ArrangedRows target, Scratch scratch, Executor helper, Runnable onProgress)
            throws IOException {
        int count = target.tableRows();
        List<SortKeys> columns = new ArrayList<>();
        for (SortColumn column : arrangement.sort()) {
            columns.add(keys(scratch, count, column));
        }
        IntBuffer positions = tests.isEmpty() ? null : scratch.ints(count);
        int[] found =
                scan(
                        target,
                        helper,
                        columns,
                        (entry, position) -> {
                            if (positions != null) {
                                positions.put(entry, position);
                            }
                        },
                        soFar -> {
                            target.matched(soFar);
                            onProgress.run();
                        });
        int matched = found[0] + found[1];
        target.matched(matched);
        IntBuffer order = target.order();
        int second = secondStart(target);
        for (int i = 0; i < matched; i++) {
            order.put(i, i < found[0] ? i : second + i - found[0]);
        }
        if (positions == null) {
            new EntrySort(columns, order, scratch, standing(target, onProgress)).sort(matched);
            return;
        }
        IntBuffer entries = scratch.ints(matched);
        entries.put(0, order, 0, matched);
        int[] done = {0};
        Progress progress = standing(target, onProgress);
        Progress copying =
                stands -> {
                    for (int i = done[0]; i < stands; i++) {
                        order.put(i, positions.get(entries.get(i)));
                    }
                    done[0] = stands;
                    progress.stands(stands);
                };
        new EntrySort(columns, entries, scratch, copying).sort(matched);
    }

    private static Progress standing(ArrangedRows target, Runnable onProgress) {
        return stands -> {
            target.standing(stands);
            onProgress.run();
        };
    }

    private interface Found {
        void at(int entry, int position);
    }

    private interface SoFar {
        void found(int count);
    }

    /** Answers how many rows each half of the table has to offer. */
    private int[] scan(
            ArrangedRows target,
            Executor helper,
            List<SortKeys> columns,
            Found found,
            SoFar progress)
            throws IOException {
        int count = target.tableRows();
        int half = secondStart(target);
        FutureTask<Integer> second =
                new FutureTask<>(() -> scan(target, half, count, columns, found, soFar -> {}));
        if (half < count) {
            helper.execute(second);
        }
        int first;
        try {
            first = scan(target, 0, half, columns, found, progress);
            // Nothing happens here if the helper is at it or has done it.
            second.run();
            return new int[] {first, second.get()};
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            awaitEnd(target, second);
        }
    }

    private int scan(
            ArrangedRows target,
            int from,
            int end,
            List<SortKeys> columns,
            Found found,
            SoFar progress)
            throws IOException {
        int entry = from;
        if (from == end) {
            return 0;
        }
        List<SortKeys.Filler> fillers = columns.stream().map(SortKeys::filler).toList();
        try (TableRows.Scan scan = target.rows().scan(from, end)) {
            for (var run = scan.next(); run != null; run = scan.next()) {
                var batch = run.batch();
                var test = tests.stream().map(each -> each.on(batch)).toList();
                var putters = fillers.stream().map(each -> each.on(batch)).toList();
                for (int i = 0; i < run.count(); i++) {
                    int row = run.from() + i;
                    boolean isWanted = true;
                    for (int t = 0; isWanted && t < test.size(); t++) {
                        isWanted = test.get(t).test(row);
                    }
                    if (isWanted) {
                        for (int c = 0; c < putters.size(); c++) {
                            putters.get(c).put(entry, row);
                        }
                        found.at(entry++, scan.position() + i);
                        requireKnown(columns, entry - 1, scan.position() + i);
                    }
                }
                target.scanned(run.count());
                progress.found(entry - from);
            }
        }
        return entry - from;
    }

    // Where no row is left out, an entry is a position and nothing else tells which.
    private void requireKnown(List<SortKeys> columns, int entry, int position) {
        if (entry != position && tests.isEmpty() && !columns.isEmpty()) {
            throw new CancellationException("rows were dropped meanwhile");
        }
    }

    private static int secondStart(ArrangedRows target) {
        int count = target.tableRows();
        return count < MANY_ROWS ? count : count / 2;
    }

    // Nobody may touch a scratch after it is closed, so the other half has to be over.
    private static void awaitEnd(ArrangedRows target, FutureTask<Integer> second) {
        if (!second.isDone()) {
            target.giveUp();
            second.run();
        }
        boolean isInterrupted = Thread.interrupted();
        while (true) {
            try {
                second.get();
                break;
            } catch (InterruptedException e) {
                isInterrupted = true;
            } catch (ExecutionException | CancellationException e) {
                break;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SortKeys keys(Scratch scratch, int count, SortColumn wanted) throws IOException {
        int column = Columns.indexOf(schema, wanted.column());
        ArrowType type = schema.fields().get(column).type();
        return OrderKey.isLong(type)
                ? new LongKeys(scratch, count, column, type.kind(), wanted.isDescending())
                : new BytesKeys(scratch, count, column, type.kind(), wanted.isDescending());
    }

    private void requireOrdered(SortColumn wanted) {
        ArrowType type = schema.fields().get(Columns.indexOf(schema, wanted.column())).type();
        if (!OrderKey.isOrdered(type)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "sort by "
                            + wanted.column()
                            + ": nested values have no order (expected: a column that is not a"
                            + " row, array or map; select the part to sort by)");
        }
    }

    private static void requireCount(int rows) {
        if (rows > MAX_ROWS) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "rows to arrange: "
                            + rows
                            + " (expected: at most "
                            + MAX_ROWS
                            + "; let the query itself sort or filter)");
        }
    }

    private static IOException failure(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException e) {
            throw e;
        }
        if (cause instanceof UncheckedIOException e) {
            throw e.getCause();
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        throw new IOException(cause);
    }
}
