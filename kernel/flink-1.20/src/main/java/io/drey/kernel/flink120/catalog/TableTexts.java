package io.drey.kernel.flink120.catalog;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.Schema.UnresolvedColumn;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.gateway.service.context.SessionContext;
import org.jspecify.annotations.Nullable;

/**
 * What tables' columns are called, and what is said of them. Thread-safe.
 *
 * <p>Other systems take their time for each table, so it is remembered far longer than names are.
 */
final class TableTexts {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final SessionContext.SessionState session;
    private final NameCache cache;

    TableTexts(SessionContext.SessionState session, NameCache cache) {
        this.session = requireNonNull(session, "session");
        this.cache = requireNonNull(cache, "cache");
    }

    /** A column, or where {@code column} is null, the table itself. */
    private record Text(@Nullable String column, @Nullable String comment) {}

    /** Whether a table's columns are there at once. */
    boolean isQuick(Entry table) {
        return isInMemory(table) || cache.find(key(table)).isPresent();
    }

    /** Where the table has a text. */
    Found find(Entry table, String wanted) {
        Collection<Text> texts = cache.<Text>find(key(table)).orElseGet(() -> load(table));
        if (texts.isEmpty()) {
            return new Found(false, null);
        }
        for (Text text : texts) {
            if (text.column() != null && contains(text.column(), wanted)) {
                return new Found(true, new Match(text.column(), null));
            }
        }
        return texts.stream()
                .filter(text -> text.comment() != null && contains(text.comment(), wanted))
                .findFirst()
                .map(text -> new Found(true, new Match(text.column(), text.comment())))
                .orElse(new Found(true, null));
    }

    /**
     * What came of looking.
     *
     * @param isRead whether the columns could be read
     * @param match null where the text is not in them
     */
    record Found(boolean isRead, @Nullable Match match) {}

    /** Empty where the catalog cannot read the table, which is remembered as well. */
    private Collection<Text> load(Entry table) {
        List<Text> texts = new ArrayList<>();
        try {
            get(table)
                    .ifPresent(
                            found -> {
                                texts.add(new Text(null, found.getComment()));
                                for (UnresolvedColumn column :
                                        found.getUnresolvedSchema().getColumns()) {
                                    texts.add(
                                            new Text(
                                                    column.getName(),
                                                    column.getComment().orElse(null)));
                                }
                            });
        } catch (TableNotExistException | RuntimeException | LinkageError e) {
            // Such as a column of a type that Flink does not know.
            texts.clear();
        }
        cache.put(key(table), List.copyOf(texts), KEPT_NANOS);
        return texts;
    }

    private Optional<? extends CatalogBaseTable> get(Entry table) throws TableNotExistException {
        CatalogManager catalogs = session.catalogManager;
        ObjectIdentifier id = id(table);
        if (table.isTemporary()) {
            // Temporary ones are resolved already, which needs no planner.
            return catalogs.getTable(id).map(found -> (CatalogBaseTable) found.getTable());
        }
        Optional<Catalog> catalog = catalogs.getCatalog(table.catalog());
        return catalog.isEmpty()
                ? Optional.empty()
                : Optional.of(catalog.get().getTable(id.toObjectPath()));
    }

    private boolean isInMemory(Entry table) {
        return table.isTemporary()
                || session.catalogManager
                        .getCatalog(table.catalog())
                        // Those that extend it may do anything.
                        .filter(catalog -> catalog.getClass() == GenericInMemoryCatalog.class)
                        .isPresent();
    }

    private static ObjectIdentifier id(Entry table) {
        return ObjectIdentifier.of(table.catalog(), table.database(), table.name());
    }

    private static String key(Entry table) {
        return "columns " + table.catalog() + "\n" + table.database() + "\n" + table.name();
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
