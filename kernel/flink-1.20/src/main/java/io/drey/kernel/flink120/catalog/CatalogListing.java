package io.drey.kernel.flink120.catalog;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.completion.FunctionHelp;
import io.drey.protocol.CatalogMessages.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.functions.FunctionIdentifier;
import org.apache.flink.table.gateway.service.context.SessionContext;

/**
 * Lists the levels of a session's catalogs, each in the order of its names. Thread-safe.
 *
 * <p>What was asked once is remembered until the session changes it, or for half a minute.
 */
final class CatalogListing {
    private static final Comparator<Entry> BY_NAME =
            Comparator.comparing(Entry::name, String.CASE_INSENSITIVE_ORDER)
                    .thenComparing(Entry::name)
                    .thenComparing(Entry::what);

    private final SessionContext.SessionState session;
    private final NameCache cache;

    CatalogListing(SessionContext.SessionState session, NameCache cache) {
        this.session = requireNonNull(session, "session");
        this.cache = requireNonNull(cache, "cache");
    }

    Collection<Entry> catalogs() {
        CatalogManager catalogs = session.catalogManager;
        String current = catalogs.getCurrentCatalog();
        return catalogs.listCatalogs().stream()
                .map(name -> new Entry("catalog", name, "", name, false, name.equals(current)))
                .sorted(BY_NAME)
                .toList();
    }

    /** The databases of a catalog that there is. */
    Collection<Entry> databases(String catalog) {
        CatalogManager catalogs = session.catalogManager;
        Collection<String> names =
                cache.get(
                        "tree " + catalog,
                        () -> catalogs.getCatalogOrThrowException(catalog).listDatabases());
        boolean isCurrent = catalog.equals(catalogs.getCurrentCatalog());
        String current = catalogs.getCurrentDatabase();
        return names.stream()
                .map(
                        name ->
                                new Entry(
                                        "database",
                                        catalog,
                                        name,
                                        name,
                                        false,
                                        isCurrent && name.equals(current)))
                .sorted(BY_NAME)
                .toList();
    }

    /** Tables, views and functions of a database that there is. */
    Collection<Entry> objects(String catalog, String database) {
        // A name cannot hold a line break, so no two places share a key.
        return cache.get("tree " + catalog + "\n" + database, () -> listObjects(catalog, database));
    }

    /** Functions that belong to no catalog: Flink's own, and temporary ones for all of them. */
    Collection<Entry> systemFunctions() {
        Stream<Entry> own =
                FunctionHelp.names().stream().map(name -> function("", "", name, false));
        Stream<Entry> temporary =
                userFunctions(
                                session.catalogManager.getCurrentCatalog(),
                                session.catalogManager.getCurrentDatabase())
                        .stream()
                        .map(FunctionIdentifier::getSimpleName)
                        .flatMap(Optional::stream)
                        .map(name -> function("", "", name, true));
        return Stream.concat(temporary, own).sorted(BY_NAME).toList();
    }

    /** Asks again from now on. */
    void forget() {
        cache.clear();
    }

    private List<Entry> listObjects(String catalog, String database) {
        CatalogManager catalogs = session.catalogManager;
        Set<String> views = catalogs.listViews(catalog, database);
        List<Entry> entries = new ArrayList<>();
        for (String name : catalogs.listTables(catalog, database)) {
            ObjectIdentifier id = ObjectIdentifier.of(catalog, database, name);
            String what = views.contains(name) ? "view" : "table";
            boolean isTemporary = catalogs.isTemporaryTable(id);
            entries.add(new Entry(what, catalog, database, name, isTemporary, false));
        }
        userFunctions(catalog, database).stream()
                .map(FunctionIdentifier::getIdentifier)
                .flatMap(Optional::stream)
                .map(
                        id ->
                                function(
                                        catalog,
                                        database,
                                        id.getObjectName(),
                                        session.functionCatalog.hasTemporaryCatalogFunction(id)))
                .forEach(entries::add);
        entries.sort(BY_NAME);
        return entries;
    }

    private Set<FunctionIdentifier> userFunctions(String catalog, String database) {
        return session.functionCatalog.getUserDefinedFunctions(catalog, database);
    }

    private static Entry function(
            String catalog, String database, String name, boolean isTemporary) {
        return new Entry("function", catalog, database, name, isTemporary, false);
    }
}
