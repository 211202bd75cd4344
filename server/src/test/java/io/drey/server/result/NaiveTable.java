package io.drey.server.result;

import io.drey.model.ChangelogKind;
import io.drey.server.result.TestingRows.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes changes up and adds them up as plainly as can be, from the first on each time. */
final class NaiveTable {
    private static final int KEYS = 150;

    final List<Change> changes = new ArrayList<>();
    private final ChangelogKind kind;
    private final Random random;
    private List<List<@Nullable Object>> table = new ArrayList<>();

    NaiveTable(ChangelogKind kind, Random random) {
        this.kind = kind;
        this.random = random;
    }

    /** About so many changes that fit the table; the halves of an update are together. */
    List<Change> more(int count) {
        List<Change> made = new ArrayList<>();
        while (made.size() < count) {
            int from = made.size();
            make(made);
            for (Change change : made.subList(from, made.size())) {
                apply(table, change);
                changes.add(change);
            }
        }
        return made;
    }

    /** The table that the first so many changes add up to. */
    List<List<@Nullable Object>> at(int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Change change : changes.subList(0, count)) {
            apply(rows, change);
        }
        return rows;
    }

    /** The row that the last of the first so many changes brought; null when it took one away. */
    @Nullable List<@Nullable Object> after(int count) {
        Change change = changes.get(count - 1);
        return change.op() == TestingRows.DELETE ? null : change.values();
    }

    /** Rows in an order that can be compared: without a key, equal rows may stand anywhere. */
    List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        return kind == ChangelogKind.RETRACT
                ? rows.stream().sorted(Comparator.comparing(String::valueOf)).toList()
                : rows;
    }

    private void make(List<Change> made) {
        long id = random.nextInt(KEYS);
        String name = "n" + random.nextInt(5);
        switch (kind) {
            case APPEND -> made.add(TestingRows.insert(changes.size(), name));
            case UPSERT -> makeUpsert(made, id, name);
            case RETRACT -> makeRetract(made, id, name);
        }
    }

    private void makeUpsert(List<Change> made, long id, String name) {
        List<@Nullable Object> known =
                table.stream().filter(row -> row.get(0).equals(id)).findFirst().orElse(null);
        if (known != null && random.nextInt(4) == 0) {
            made.add(new Change(TestingRows.DELETE, id, random.nextBoolean() ? null : name));
        } else if (known != null && random.nextBoolean()) {
            made.add(new Change(TestingRows.UPDATE_BEFORE, id, (String) known.get(1)));
            made.add(new Change(TestingRows.UPDATE_AFTER, id, name));
        } else {
            int op = random.nextBoolean() ? TestingRows.INSERT : TestingRows.UPDATE_AFTER;
            made.add(new Change(op, id, name));
        }
    }

    private void makeRetract(List<Change> made, long id, String name) {
        boolean isNew = table.isEmpty() || random.nextInt(table.size() + 1) > table.size() / 2;
        if (table.size() < KEYS / 2 || isNew && table.size() < KEYS) {
            made.add(TestingRows.insert(id % 7, name));
            return;
        }
        List<@Nullable Object> known = table.get(random.nextInt(table.size()));
        long knownId = (Long) known.get(0);
        String knownName = (String) known.get(1);
        if (random.nextBoolean()) {
            made.add(new Change(TestingRows.DELETE, knownId, knownName));
        } else {
            made.add(new Change(TestingRows.UPDATE_BEFORE, knownId, knownName));
            made.add(new Change(TestingRows.UPDATE_AFTER, id % 7, name));
        }
    }

    private void apply(List<List<@Nullable Object>> rows, Change change) {
        int at = kind == ChangelogKind.UPSERT ? placeOfKey(rows, change.id()) : -1;
        switch (change.op()) {
            case TestingRows.DELETE -> {
                if (kind == ChangelogKind.RETRACT) {
                    rows.remove(change.values());
                } else {
                    rows.remove(at);
                }
            }
            case TestingRows.UPDATE_BEFORE -> {
                if (kind == ChangelogKind.RETRACT) {
                    rows.remove(change.values());
                }
            }
            default -> {
                if (at >= 0) {
                    rows.set(at, change.values());
                } else {
                    rows.add(change.values());
                }
            }
        }
    }

    private static int placeOfKey(List<List<@Nullable Object>> rows, long id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).get(0).equals(id)) {
                return i;
            }
        }
        return -1;
    }
}
