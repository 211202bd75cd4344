package io.drey.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.log.DiskLogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the table, at random moments, with a plain list that takes the same changes. */
class TestResultPaging {
    @TempDir private Path directory;
    private long age;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void upsertAgreesWithAPlainMap(long seed) throws IOException {
        Random random = new Random(seed);
        try (TestingResults results = new TestingResults(smallSettings(), new DiskLogFiles())) {
            results.open(ChangelogKind.UPSERT);
            Map<Long, Change> model = new LinkedHashMap<>();
            for (int seq = 1; seq <= 400; seq++) {
                List<Change> changes = new ArrayList<>();
                for (int i = random.nextInt(60); i >= 0; i--) {
                    upsert(random, model, changes);
                }
                results.store(seq, changes);
                requireSame(results, random, new ArrayList<>(model.values()));
            }
            recoversAs(results, new ArrayList<>(model.values()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void retractAgreesWithAPlainList(long seed) throws IOException {
        Random random = new Random(seed);
        try (TestingResults results = new TestingResults(smallSettings(), new DiskLogFiles())) {
            results.open(ChangelogKind.RETRACT);
            List<Entry> model = new ArrayList<>();
            for (int seq = 1; seq <= 400; seq++) {
                List<Change> changes = new ArrayList<>();
                for (int i = random.nextInt(60); i >= 0; i--) {
                    retract(random, model, changes);
                }
                results.store(seq, changes);
                requireSame(results, random, model.stream().map(Entry::change).toList());
            }
            recoversAs(results, model.stream().map(Entry::change).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void appendAgreesWithAPlainList(long seed) throws IOException {
        Random random = new Random(seed);
        try (TestingResults results = new TestingResults(smallSettings(), new DiskLogFiles())) {
            results.open(ChangelogKind.APPEND);
            List<Change> model = new ArrayList<>();
            for (int seq = 1; seq <= 300; seq++) {
                List<Change> changes = TestingRows.inserts(model.size(), random.nextInt(40));
                model.addAll(changes);
                results.store(seq, changes);
                requireSame(results, random, model);
            }
            recoversAs(results, model);
        }
    }

    private static void upsert(Random random, Map<Long, Change> model, List<Change> changes) {
        long id = random.nextInt(80);
        Change old = model.get(id);
        Change fresh = TestingRows.insert(id, name(random));
        int kind = random.nextInt(4);
        if (old == null) {
            changes.add(fresh);
            model.put(id, fresh);
        } else if (kind == 0) {
            changes.add(new Change(TestingRows.DELETE, id, old.name()));
            model.remove(id);
        } else {
            if (kind == 1) {
                changes.add(new Change(TestingRows.UPDATE_BEFORE, id, old.name()));
            }
            changes.add(new Change(TestingRows.UPDATE_AFTER, id, fresh.name()));
            model.put(id, fresh);
        }
    }

    /** A row and when it came, counted in rows. */
    private record Entry(Change change, long age) {}

    // Of equal rows the newest goes; the second half of an update takes the first half's place.
    private void retract(Random random, List<Entry> model, List<Change> changes) {
        Change fresh = TestingRows.insert(random.nextInt(5), random.nextBoolean() ? null : "x");
        Entry entry = new Entry(fresh, ++age);
        if (model.isEmpty() || random.nextInt(100) < 50) {
            changes.add(fresh);
            model.add(entry);
            return;
        }
        Change gone = model.get(random.nextInt(model.size())).change();
        Entry newest =
                model.stream()
                        .filter(each -> each.change().equals(gone))
                        .max(Comparator.comparing(Entry::age))
                        .orElseThrow();
        if (random.nextBoolean()) {
            changes.add(new Change(TestingRows.DELETE, gone.id(), gone.name()));
            model.remove(newest);
        } else {
            changes.add(new Change(TestingRows.UPDATE_BEFORE, gone.id(), gone.name()));
            changes.add(new Change(TestingRows.UPDATE_AFTER, fresh.id(), fresh.name()));
            model.set(model.indexOf(newest), entry);
        }
    }

    private static @Nullable String name(Random random) {
        return random.nextInt(10) == 0 ? null : "n" + "x".repeat(random.nextInt(20));
    }

    private static void requireSame(TestingResults results, Random random, List<Change> model)
            throws IOException {
        int offset = random.nextInt(model.size() + 2);
        int limit = random.nextInt(30);
        List<Change> page =
                model.subList(
                        Math.min(offset, model.size()), Math.min(offset + limit, model.size()));
        var read =
                results.page(
                        new RowsRequest(
                                offset, limit, null, Arrangement.NONE, Duration.ofMinutes(1)));
        assertThat(read.total()).isEqualTo(model.size());
        assertThat(asText(read.rows()))
                .isEqualTo(asText(page.stream().map(Change::values).toList()));
    }

    private void recoversAs(TestingResults before, List<Change> model) throws IOException {
        before.close();
        try (TestingResults after = new TestingResults(smallSettings(), new DiskLogFiles())) {
            assertThat(sorted(after.rows(0, Integer.MAX_VALUE)))
                    .isEqualTo(sorted(model.stream().map(Change::values).toList()));
        }
    }

    private static List<String> asText(List<List<@Nullable Object>> rows) {
        return rows.stream().map(List::toString).toList();
    }

    private static List<String> sorted(List<List<@Nullable Object>> rows) {
        return asText(rows).stream().sorted().toList();
    }

    // Compacts after every few batches, so that pages meet rows on both sides of a snapshot.
    private ResultSettings smallSettings() {
        return new ResultSettings(
                directory,
                1L << 30,
                4L << 30,
                0,
                1_000_000,
                20_000,
                10_000,
                Duration.ofMinutes(30),
                Duration.ofDays(7));
    }
}
