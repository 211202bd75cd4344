package io.drey.kernel.flink120.catalog;

import io.drey.protocol.SessionMessages.Held;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.gateway.service.context.SessionContext;

/** What ends with a session, since nothing but its memory has it. */
public final class SessionObjects {
    private static final String BUILT_IN = "default_catalog";

    private SessionObjects() {}

    /** Temporary tables, views and functions, those of catalogs in memory, and catalogs made. */
    public static List<Held> of(SessionContext.SessionState session) {
        CatalogManager catalogs = session.catalogManager;
        Set<Held> held = new LinkedHashSet<>();
        for (String name : catalogs.listCatalogs()) {
            if (!name.equals(BUILT_IN)) {
                held.add(new Held(name, "catalog"));
            }
            Optional<Catalog> catalog = catalogs.getCatalog(name);
            if (catalog.isPresent() && catalog.get() instanceof GenericInMemoryCatalog) {
                addTables(catalogs, name, catalog.get(), held);
            }
        }
        Set<String> views = catalogs.listTemporaryViews();
        catalogs.listTemporaryTables()
                .forEach(name -> held.add(new Held(name, views.contains(name) ? "view" : "table")));
        views.forEach(name -> held.add(new Held(name, "view")));
        Arrays.stream(session.functionCatalog.getUserDefinedFunctions())
                .forEach(name -> held.add(new Held(name, "function")));
        return held.stream().sorted(Comparator.comparing(Held::what)).toList();
    }

    private static void addTables(
            CatalogManager catalogs, String name, Catalog catalog, Set<Held> held) {
        for (String database : catalog.listDatabases()) {
            boolean isCurrent =
                    name.equals(catalogs.getCurrentCatalog())
                            && database.equals(catalogs.getCurrentDatabase());
            String prefix = isCurrent ? "" : name + "." + database + ".";
            try {
                Set<String> views = Set.copyOf(catalog.listViews(database));
                for (String table : catalog.listTables(database)) {
                    held.add(new Held(prefix + table, views.contains(table) ? "view" : "table"));
                }
                for (String view : views) {
                    held.add(new Held(prefix + view, "view"));
                }
            } catch (DatabaseNotExistException | CatalogException | ValidationException e) {
                // Dropped this moment: it holds nothing.
                continue;
            }
        }
    }
}
