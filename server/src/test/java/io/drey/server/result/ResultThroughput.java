package io.drey.server.result;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.server.platform.NamedThreads;
import io.drey.server.result.TestingRows.Change;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/**
 * Prints how fast rows are taken in, paged through and handed out. Run by hand; takes a directory.
 *
 * <p>Rates are per second of processor time of the thread at work, so that a busy machine changes
 * them little.
 */
final class ResultThroughput {
    private static final int BATCH_ROWS = 5000;
    private static final int ROWS = 10_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final PrintStream OUT =
            new PrintStream(
                    new java.io.FileOutputStream(java.io.FileDescriptor.out),
                    true,
                    StandardCharsets.UTF_8);

    private final Path directory;

    private ResultThroughput(Path directory) {
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(arguments[0]), "result-throughput");
        try {
            ResultThroughput throughput = new ResultThroughput(directory);
            throughput.append();
            throughput.overTcp();
            throughput.keyed(ChangelogKind.UPSERT);
            throughput.keyed(ChangelogKind.RETRACT);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(java.util.Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
            }
        }
    }

    private void append() throws IOException {
        try (TestingResults results = start("append")) {
            results.open(ChangelogKind.APPEND);
            ByteBuffer batch = TestingRows.batch(wideInserts());
            Measure measure = new Measure();
            for (int seq = 1; seq <= ROWS / BATCH_ROWS; seq++) {
                store(results, seq, BATCH_ROWS, batch);
            }
            measure.print("append: rows taken in", ROWS);
            say("append: bytes a row", batch.remaining() / (double) BATCH_ROWS);
            pages("append: page of 100 rows", results, ROWS);
            measure = new Measure();
            ChangeCursor cursor = results.reader.changes(TestingResults.ID, 0);
            OutputStream out = OutputStream.nullOutputStream();
            long rows = 0;
            for (ChangeFrame frame = cursor.next(); frame != null; frame = cursor.next()) {
                out.write(frame.arrow().array(), 0, frame.arrow().remaining());
                rows += frame.rows();
            }
            measure.print("append: changes handed out", rows);
            measure = new Measure();
            results.reader.export(
                    TestingResults.ID, Arrangement.NONE, Duration.ZERO, ExportFormat.ARROW, out);
            measure.print("append: rows exported as arrow", ROWS);
            measure = new Measure();
            results.reader.export(
                    TestingResults.ID, Arrangement.NONE, Duration.ZERO, ExportFormat.CSV, out);
            measure.print("append: rows exported as csv", ROWS);
            heap("append");
        }
        long before = System.nanoTime();
        try (TestingResults results = start("append")) {
            say("append: ms to recover", (System.nanoTime() - before) / 1e6);
            pages("append: page after recovery", results, ROWS);
        }
    }

    private void overTcp() throws IOException {
        ExecutorService threads = NamedThreads.bounded("sinks", 4);
        try (TestingResults results = start("tcp");
                ResultListener listener =
                        ResultListener.start(
                                results.service,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                threads);
                TestingSink sink = open(results, listener)) {
            byte[] batch = TestingRows.batch(wideInserts()).array();
            long before = System.nanoTime();
            long acked = 0;
            for (int seq = 1; seq <= ROWS / BATCH_ROWS; seq++) {
                sink.batch(seq, BATCH_ROWS, batch);
                if (seq - acked > 64) {
                    acked = sink.read().ack();
                }
            }
            while (acked < ROWS / BATCH_ROWS) {
                acked = sink.read().ack();
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            say("tcp: million rows a second of wall time", ROWS / seconds / 1e6);
        } finally {
            NamedThreads.close(threads);
        }
    }

    private static TestingSink open(TestingResults results, ResultListener listener)
            throws IOException {
        results.service.open(
                TestingResults.opening(
                        ChangelogKind.APPEND, io.drey.model.ExecutionMode.STREAMING, 0));
        TestingSink sink = new TestingSink(listener.port());
        sink.hello(TestingResults.ID.value(), TestingResults.TOKEN, 0, 1);
        sink.schema();
        return sink;
    }

    private void keyed(ChangelogKind kind) throws IOException {
        String name = kind.name().toLowerCase(Locale.ROOT);
        int keys = 10_000;
        int changes = 4_000_000;
        try (TestingResults results = start(name)) {
            results.open(kind);
            Random random = new Random(1);
            long[] versions = new long[keys];
            long cpu = 0;
            for (int seq = 1; seq <= changes / BATCH_ROWS; seq++) {
                ByteBuffer batch = TestingRows.batch(updates(kind, random, versions));
                long before = THREADS.getCurrentThreadCpuTime();
                store(results, seq, BATCH_ROWS, batch);
                cpu += THREADS.getCurrentThreadCpuTime() - before;
            }
            say(name + ": changes taken in, million/s of processor", changes * 1e3 / cpu);
            var info = results.service.get(TestingResults.ID);
            say(name + ": rows", info.rowsHeld());
            say(name + ": MB held", info.bytesHeld() / 1e6);
            pages(name + ": page of 100 rows", results, (int) info.rowsHeld());
            heap(name);
        }
    }

    private static List<Change> updates(ChangelogKind kind, Random random, long[] versions) {
        List<Change> batch = new ArrayList<>();
        while (batch.size() < BATCH_ROWS) {
            int key = random.nextInt(versions.length);
            long version = versions[key];
            if (kind == ChangelogKind.RETRACT && version > 0) {
                if (batch.size() == BATCH_ROWS - 1) {
                    batch.add(new Change(TestingRows.DELETE, key, text(key, version)));
                    versions[key] = 0;
                    continue;
                }
                batch.add(new Change(TestingRows.UPDATE_BEFORE, key, text(key, version)));
            }
            versions[key]++;
            batch.add(new Change(TestingRows.UPDATE_AFTER, key, text(key, version + 1)));
        }
        return batch;
    }

    private static String text(int key, long version) {
        return "a row of about fifty bytes " + key + " " + version;
    }

    private static List<Change> wideInserts() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < BATCH_ROWS; i++) {
            changes.add(TestingRows.insert(i, text(i, i)));
        }
        return changes;
    }

    private TestingResults start(String name) throws IOException {
        ResultSettings base = TestingResults.settings(directory.resolve(name));
        ResultSettings settings =
                new ResultSettings(
                        base.directory(),
                        4L << 30,
                        8L << 30,
                        0,
                        base.maxKeyedRows(),
                        base.keptChanges(),
                        base.compactAbove(),
                        Duration.ZERO,
                        base.retention());
        return new TestingResults(settings, Clock.systemUTC());
    }

    private static void store(TestingResults results, long seq, int rows, ByteBuffer batch)
            throws IOException {
        results.service
                .stored(TestingResults.ID)
                .store(new IncomingBatch(0, 0, seq, Long.MIN_VALUE, rows, batch));
    }

    private static void pages(String what, TestingResults results, int rows) throws IOException {
        Random random = new Random(2);
        readPage(results, 0);
        int pages = 500;
        double worst = 0;
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < pages; i++) {
            long before = System.nanoTime();
            readPage(results, random.nextInt(rows));
            worst = Math.max(worst, (System.nanoTime() - before) / 1e6);
        }
        say(what + ", ms of processor", (THREADS.getCurrentThreadCpuTime() - begin) / 1e6 / pages);
        say(what + ", worst ms of wall time", worst);
    }

    private static void readPage(TestingResults results, long offset) throws IOException {
        results.reader.writeArrow(
                TestingResults.ID,
                new RowsRequest(offset, 100, null, Arrangement.NONE, Duration.ofMinutes(1)),
                (frame, total) -> OutputStream.nullOutputStream());
    }

    private static void heap(String what) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        say(what + ": MB of heap", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    }

    private static void say(String what, double figure) {
        OUT.printf(Locale.ROOT, "%-50s %10.2f%n", what, figure);
    }

    /** Counts the processor time of the thread that made it, and wall time. */
    private static final class Measure {
        private final long cpu = THREADS.getCurrentThreadCpuTime();
        private final long wall = System.nanoTime();

        void print(String what, long rows) {
            double cpuSeconds = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
            double wallSeconds = (System.nanoTime() - wall) / 1e9;
            say(what + ", million/s of processor", rows / cpuSeconds / 1e6);
            say(what + ", million/s of wall time", rows / wallSeconds / 1e6);
        }
    }
}
