package io.drey.server.result.arrange;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.model.Arrangement;
import io.drey.model.RowFilter;
import io.drey.model.RowFilter.Op;
import io.drey.model.SortColumn;
import io.drey.server.platform.NamedThreads;
import io.drey.server.result.log.DiskLogFiles;
import io.drey.server.result.log.FrameHeader;
import io.drey.server.result.log.FrameKind;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.view.AppendView;
import io.drey.server.result.view.RowSelection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Prints how long ten million rows take to be sorted, filtered and searched: until the first rows
 * can be read, and until all stand. Run by hand, with the server's own flags; takes a directory.
 */
final class ArrangementThroughput {
    private static final int BATCH_ROWS = 5000;
    private static final int ROWS = 10_000_000;
    private static final int WINDOW = 100;
    private static final ArrowSchema SCHEMA =
            ArrowSchema.of(
                    ArrowField.of("__op", ArrowType.INT8),
                    ArrowField.of("id", ArrowType.INT64),
                    ArrowField.of("b", ArrowType.INT64),
                    ArrowField.of("c", ArrowType.FLOAT64),
                    ArrowField.of("d", ArrowType.UTF8));
    private static final PrintStream OUT =
            new PrintStream(
                    new java.io.FileOutputStream(java.io.FileDescriptor.out),
                    true,
                    StandardCharsets.UTF_8);

    private final Path directory;
    private final AppendView view;
    private final ExecutorService helper = NamedThreads.fixed("helper", 2);

    private ArrangementThroughput(Path directory, AppendView view) {
        this.directory = directory;
        this.view = view;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "arrangements");
        try (ResultLog log = ResultLog.open(directory, new DiskLogFiles(), 64 << 20)) {
            fill(log);
            ArrangementThroughput throughput =
                    new ArrangementThroughput(directory, new AppendView(log, SCHEMA));
            for (int round = 0; round < 2; round++) {
                throughput.measure("sort by number", sorted("b"));
                throughput.measure("sort by floating-point number", sorted("c"));
                throughput.measure("sort by text", sorted("d"));
                throughput.measure("filter: one in a thousand", filter("c", Op.LESS, "0.001"));
                throughput.measure("filter: one row", filter("id", Op.EQUALS, "9000000"));
                throughput.measure("search: in many rows", search("ab"));
                throughput.measure("search: in one row", search("row 9000000"));
                throughput.measure("search: digits", search("900000"));
            }
            NamedThreads.close(throughput.helper);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        }
    }

    private void measure(String what, Arrangement wanted) throws IOException {
        long begun = System.nanoTime();
        AtomicLong first = new AtomicLong();
        Arranger arranger = new Arranger(SCHEMA, wanted);
        try (ArrangedRows arranged = arranger.begin(view.freeze(), directory)) {
            arranger.work(
                    arranged,
                    directory,
                    helper,
                    () -> {
                        boolean isReady = arranged.standing() >= WINDOW || arranged.isWhole();
                        if (first.get() == 0 && isReady) {
                            read(arranged);
                            first.set(System.nanoTime() - begun);
                        }
                    });
            OUT.printf(
                    Locale.ROOT,
                    "%-32s first rows %5d ms, all %5d ms, %,d rows%n",
                    what,
                    first.get() / 1_000_000,
                    (System.nanoTime() - begun) / 1_000_000,
                    arranged.matched());
        }
    }

    private static void read(ArrangedRows arranged) {
        try (RowSelection rows = arranged.pick(0, WINDOW)) {
            while (rows.next() != null) {
                // Reading is all.
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void fill(ResultLog log) throws IOException {
        log.putSchema(SCHEMA.toMessage());
        Random random = new Random(1);
        char[] letters = new char[16];
        for (int from = 0; from < ROWS; from += BATCH_ROWS) {
            BatchBuilder builder = new BatchBuilder(SCHEMA);
            for (int id = from; id < from + BATCH_ROWS; id++) {
                for (int i = 0; i < letters.length; i++) {
                    letters[i] = (char) ('a' + random.nextInt(26));
                }
                builder.column(0).appendByte((byte) 0);
                builder.column(1).appendLong(id);
                builder.column(2).appendLong(random.nextLong());
                builder.column(3).appendObject(random.nextDouble());
                builder.column(4)
                        .appendObject(id == 9_000_000 ? "row 9000000" : new String(letters));
                builder.endRow();
            }
            ByteBuffer batch = builder.finish();
            log.append(
                    new FrameHeader(
                            FrameKind.BATCH,
                            0,
                            0,
                            BATCH_ROWS,
                            0,
                            from / BATCH_ROWS + 1,
                            Long.MIN_VALUE,
                            batch.remaining(),
                            0),
                    batch);
        }
    }

    private static Arrangement sorted(String column) {
        return new Arrangement(List.of(new SortColumn(column, false)), null, null);
    }

    private static Arrangement filter(String column, Op op, String value) {
        return new Arrangement(null, List.of(new RowFilter(column, op, List.of(value))), null);
    }

    private static Arrangement search(String text) {
        return new Arrangement(null, null, text);
    }
}
