package io.drey.kernel.flink120.catalog;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds names in a session's catalogs, and columns and comments of its tables. Thread-safe.
 *
 * <p>Databases of other systems may be slow to be listed, so after some time no further one is
 * looked into; nor are columns read of further tables. What was read is remembered, so the same
 * search gets farther the next time.
 */
final class CatalogSearch {
    private static final long COLUMNS_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int IN_COLUMN = 10;
    private static final int IN_COMMENT = 20;

    private final CatalogListing listing;
    private final TableTexts texts;
    private final Duration patience;

    CatalogSearch(CatalogListing listing, TableTexts texts, Duration patience) {
        this.listing = requireNonNull(listing, "listing");
        this.texts = requireNonNull(texts, "texts");
        this.patience = requireNonNull(patience, "patience");
    }

    /**
     * What was found, best first.
     *
     * @param unread how many databases were not looked into
     * @param unreadTables how many tables' columns were not looked at
     */
    record Hits(List<Entry> entries, int unread, int unreadTables) {}

    /**
     * Finds what has a text in its name, or with a dot in it, in its path.
     *
     * @param catalog empty for all
     * @param database empty for all of the catalog
     * @param isDeep whether columns and comments are searched as well
     */
    Hits find(String text, String catalog, String database, boolean isDeep) {
        long end = System.nanoTime() + patience.toNanos();
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Entry> hits = new ArrayList<>();
        List<Entry> rest = new ArrayList<>();
        int unread = 0;
        if (catalog.isEmpty()) {
            add(hits, listing.systemFunctions(), wanted);
        }
        for (Entry one : currentFirst(listing.catalogs())) {
            if (!catalog.isEmpty() && !one.name().equals(catalog)) {
                continue;
            }
            if (catalog.isEmpty()) {
                add(hits, List.of(one), wanted);
            }
            unread += findIn(one.name(), database, wanted, hits, rest, end);
        }
        int unreadTables = isDeep ? findInColumns(rest, wanted, hits) : 0;
        hits.sort(
                Comparator.<Entry>comparingInt(entry -> rank(entry, wanted))
                        .thenComparing(Entry::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(CatalogSearch::path));
        return new Hits(hits, unread, unreadTables);
    }

    /** Searches what is not called so; gives how many tables were left out. */
    private int findInColumns(List<Entry> tables, String wanted, List<Entry> hits) {
        long end = System.nanoTime() + COLUMNS_NANOS;
        int unread = 0;
        // What is there at once costs nothing, and must not wait for what is slow.
        List<Entry> slow = new ArrayList<>();
        for (Entry table : tables) {
            if (texts.isQuick(table)) {
                unread += findInColumns(table, wanted, hits);
            } else {
                slow.add(table);
            }
        }
        for (Entry table : slow) {
            boolean isTime = System.nanoTime() - end < 0;
            unread += isTime ? findInColumns(table, wanted, hits) : 1;
        }
        return unread;
    }

    private int findInColumns(Entry table, String wanted, List<Entry> hits) {
        TableTexts.Found found = texts.find(table, wanted);
        if (found.match() != null) {
            hits.add(
                    new Entry(
                            table.what(),
                            table.catalog(),
                            table.database(),
                            table.name(),
                            table.isTemporary(),
                            table.isCurrent(),
                            found.match()));
        }
        return found.isRead() ? 0 : 1;
    }

    /** Searches one catalog; gives how many of its databases were left out. */
    private int findIn(
            String catalog,
            String database,
            String wanted,
            List<Entry> hits,
            List<Entry> rest,
            long end) {
        Collection<Entry> databases;
        try {
            databases = listing.databases(catalog);
        } catch (RuntimeException | LinkageError e) {
            // One that does not answer must not hide what is found in the others.
            return 1;
        }
        int unread = 0;
        for (Entry one : currentFirst(databases)) {
            if (!database.isEmpty() && !one.name().equals(database)) {
                continue;
            }
            if (database.isEmpty()) {
                add(hits, List.of(one), wanted);
            }
            if (System.nanoTime() - end > 0) {
                unread++;
                continue;
            }
            try {
                for (Entry entry : listing.objects(catalog, one.name())) {
                    if (isCalled(entry, wanted)) {
                        hits.add(entry);
                    } else if (!entry.what().equals("function")) {
                        rest.add(entry);
                    }
                }
            } catch (RuntimeException | LinkageError e) {
                unread++;
            }
        }
        return unread;
    }

    private static List<Entry> currentFirst(Collection<Entry> entries) {
        return entries.stream().sorted(Comparator.comparing(one -> !one.isCurrent())).toList();
    }

    private static void add(List<Entry> hits, Collection<Entry> entries, String wanted) {
        entries.stream().filter(entry -> isCalled(entry, wanted)).forEach(hits::add);
    }

    private static boolean isCalled(Entry entry, String wanted) {
        String where = wanted.contains(".") ? path(entry) : entry.name();
        return where.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String path(Entry entry) {
        return entry.catalog() + "." + entry.database() + "." + entry.name();
    }

    /** Names come before columns, and these before comments. */
    private static int rank(Entry entry, String wanted) {
        Match match = entry.match();
        if (match == null) {
            return rank(entry.name(), wanted);
        }
        return match.column() == null || match.comment() != null
                ? IN_COMMENT
                : IN_COLUMN + rank(match.column(), wanted);
    }

    /** How near a name is: the same, begins with it, has it as a word, has it at all. */
    private static int rank(String name, String wanted) {
        String lower = name.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(wanted);
        if (at == 0) {
            return lower.length() == wanted.length() ? 0 : 1;
        }
        return at > 0 && !Character.isLetterOrDigit(lower.charAt(at - 1)) ? 2 : 3;
    }
}
