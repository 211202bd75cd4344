package io.drey.kernel.flink120;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.catalog.NameCache;
import io.drey.kernel.flink120.completion.FunctionHelp;
import io.drey.kernel.flink120.completion.SessionCatalog;
import io.drey.kernel.flink120.completion.TableOutline;
import io.drey.sink.ResultTableFactory;
import java.io.StringReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.factories.DecodingFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.EncodingFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.gateway.service.context.SessionContext;
import org.apache.flink.table.module.CoreModule;
import org.apache.flink.table.types.inference.TypeInferenceUtil;

/**
 * The names of a session's catalogs. Thread-safe.
 *
 * <p>A broken catalog must not hide the error it caused, so what cannot be listed is left out. What
 * was asked once is remembered until the session changes it, or for half a minute, as others may
 * change it too.
 */
final class SessionNames implements SessionCatalog {
    private static final SqlAbstractParserImpl.Metadata GRAMMAR =
            new FlinkSqlParserImpl(new StringReader("")).getMetadata();

    private static final Set<String> BUILT_IN = CoreModule.INSTANCE.listFunctions();

    private final SessionContext.SessionState session;
    private final NameCache cache;

    /**
     * Reads a session.
     *
     * @param cache cleared by whoever changes the session's catalogs
     */
    SessionNames(SessionContext.SessionState session, NameCache cache) {
        this.session = requireNonNull(session, "session");
        this.cache = requireNonNull(cache, "cache");
    }

    @Override
    public Collection<String> catalogs() {
        return listed("catalogs", () -> session.catalogManager.listCatalogs());
    }

    @Override
    public Collection<String> databases() {
        return databases(session.catalogManager.getCurrentCatalog());
    }

    @Override
    public Collection<String> databases(String catalog) {
        return listed(
                "databases " + catalog,
                () ->
                        session.catalogManager.listCatalogs().contains(catalog)
                                ? session.catalogManager
                                        .getCatalogOrThrowException(catalog)
                                        .listDatabases()
                                : List.of());
    }

    @Override
    public Collection<String> tables() {
        CatalogManager catalogs = session.catalogManager;
        return tables(catalogs.getCurrentCatalog(), catalogs.getCurrentDatabase());
    }

    @Override
    public Collection<String> tables(String catalog, String database) {
        String where = catalog.isEmpty() ? session.catalogManager.getCurrentCatalog() : catalog;
        return listed(
                "tables " + where + "." + database,
                () ->
                        session.catalogManager.listTables(where, database).stream()
                                .sorted()
                                .toList());
    }

    @Override
    public Map<String, String> columns(String table) {
        Map<String, String> types = new LinkedHashMap<>();
        findTable(List.of(table))
                .ifPresent(
                        found -> found.columns().forEach(one -> types.put(one.name(), one.type())));
        return types;
    }

    @Override
    public Optional<TableOutline> findTable(List<String> path) {
        if (path.isEmpty() || path.size() > 3) {
            return Optional.empty();
        }
        return listed("table " + String.join(".", path), () -> outline(path)).stream().findFirst();
    }

    @Override
    public Collection<String> functions() {
        return listed(
                "functions",
                () ->
                        Stream.concat(
                                        FunctionHelp.names().stream(),
                                        Stream.of(session.functionCatalog.getFunctions())
                                                .filter(SessionNames::isWritten))
                                .distinct()
                                .sorted()
                                .toList());
    }

    @Override
    public Optional<String> findSignature(String function) {
        return listed("signature " + function, () -> signature(function)).stream().findFirst();
    }

    @Override
    public Collection<String> connectors() {
        return listed(
                "connectors",
                () ->
                        factories(DynamicTableFactory.class).stream()
                                .filter(name -> !name.equals(ResultTableFactory.IDENTIFIER))
                                .toList());
    }

    @Override
    public Collection<String> formats() {
        return listed(
                "formats",
                () -> factories(DecodingFormatFactory.class, EncodingFormatFactory.class));
    }

    @Override
    public boolean isReservedWord(String word) {
        return GRAMMAR.isReservedWord(word);
    }

    /** Flink's own are listed by the names of its Table API, which SQL does not know. */
    private static boolean isWritten(String function) {
        return FunctionHelp.find(function).isEmpty() && !BUILT_IN.contains(function);
    }

    private List<TableOutline> outline(List<String> path) {
        CatalogManager catalogs = session.catalogManager;
        ObjectIdentifier name = catalogs.qualifyIdentifier(UnresolvedIdentifier.of(path));
        String last = path.get(path.size() - 1);
        return catalogs
                .getTable(name)
                .map(found -> TableOutlines.of(last, found.getResolvedTable()))
                .stream()
                .toList();
    }

    private List<String> signature(String function) {
        return session.functionCatalog.lookupFunction(UnresolvedIdentifier.of(function)).stream()
                .map(
                        found -> {
                            FunctionDefinition definition = found.getDefinition();
                            return TypeInferenceUtil.generateSignature(
                                    definition.getTypeInference(
                                            session.catalogManager.getDataTypeFactory()),
                                    function,
                                    definition);
                        })
                .toList();
    }

    private static List<String> factories(Class<?>... kinds) {
        return ServiceLoader.load(Factory.class).stream()
                .filter(one -> Stream.of(kinds).anyMatch(kind -> kind.isAssignableFrom(one.type())))
                .map(one -> one.get().factoryIdentifier())
                .distinct()
                .sorted()
                .toList();
    }

    private <T> Collection<T> listed(String what, Supplier<Collection<T>> source) {
        return cache.get(
                what,
                () -> {
                    try {
                        return source.get();
                    } catch (RuntimeException | LinkageError e) {
                        return List.of();
                    }
                });
    }
}
