package io.drey.kernel.flink120.catalog;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.CatalogMessages.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds names in a session's catalogs. Thread-safe.
 *
 * <p>Databases of other systems may be slow to be listed, so after some time no further one is
 * looked into.
 */
final class CatalogSearch {
    private final CatalogListing listing;
    private final Duration patience;

    CatalogSearch(CatalogListing listing, Duration patience) {
        this.listing = requireNonNull(listing, "listing");
        this.patience = requireNonNull(patience, "patience");
    }

    /**
     * What was found, best first.
     *
     * @param unread how many databases were not looked into
     */
    record Hits(List<Entry> entries, int unread) {}

    /**
     * Finds what has a text in its name, or with a dot in it, in its path.
     *
     * @param catalog empty for all
     * @param database empty for all of the catalog
     */
    Hits find(String text, String catalog, String database) {
        long end = System.nanoTime() + patience.toNanos();
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Entry> hits = new ArrayList<>();
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
            unread += findIn(one.name(), database, wanted, hits, end);
        }
        hits.sort(
                Comparator.<Entry>comparingInt(entry -> rank(entry.name(), wanted))
                        .thenComparing(Entry::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(CatalogSearch::path));
        return new Hits(hits, unread);
    }

    /** Searches one catalog; gives how many of its databases were left out. */
    private int findIn(String catalog, String database, String wanted, List<Entry> hits, long end) {
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
                add(hits, listing.objects(catalog, one.name()), wanted);
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
        boolean isPath = wanted.contains(".");
        for (Entry entry : entries) {
            String where = isPath ? path(entry) : entry.name();
            if (where.toLowerCase(Locale.ROOT).contains(wanted)) {
                hits.add(entry);
            }
        }
    }

    private static String path(Entry entry) {
        return entry.catalog() + "." + entry.database() + "." + entry.name();
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
