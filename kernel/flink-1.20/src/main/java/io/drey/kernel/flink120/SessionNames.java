package io.drey.kernel.flink120;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.error.KnownNames;
import io.drey.sink.ResultTableFactory;
import java.io.StringReader;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.flink.sql.parser.impl.FlinkSqlParserImpl;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.factories.DecodingFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.EncodingFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.gateway.service.context.SessionContext;

/**
 * The names of a session's catalogs. Thread-safe.
 *
 * <p>A broken catalog must not hide the error it caused, so what cannot be listed is left out.
 */
final class SessionNames implements KnownNames {
    private static final SqlAbstractParserImpl.Metadata GRAMMAR =
            new FlinkSqlParserImpl(new StringReader("")).getMetadata();

    private final SessionContext.SessionState session;

    SessionNames(SessionContext.SessionState session) {
        this.session = requireNonNull(session, "session");
    }

    @Override
    public Collection<String> catalogs() {
        return listed(() -> session.catalogManager.listCatalogs());
    }

    @Override
    public Collection<String> databases() {
        CatalogManager catalogs = session.catalogManager;
        return listed(
                () ->
                        catalogs.getCatalog(catalogs.getCurrentCatalog())
                                .map(Catalog::listDatabases)
                                .orElse(List.of()));
    }

    @Override
    public Collection<String> tables() {
        return listed(() -> session.catalogManager.listTables());
    }

    @Override
    public Map<String, String> columns(String table) {
        CatalogManager catalogs = session.catalogManager;
        Map<String, String> types = new LinkedHashMap<>();
        listed(
                        () ->
                                catalogs.getTable(
                                                ObjectIdentifier.of(
                                                        catalogs.getCurrentCatalog(),
                                                        catalogs.getCurrentDatabase(),
                                                        table))
                                        .map(found -> found.getResolvedSchema().getColumns())
                                        .orElse(List.of()))
                .forEach(
                        column ->
                                types.put(
                                        column.getName(),
                                        column.getDataType().getLogicalType().asSummaryString()));
        return types;
    }

    @Override
    public Collection<String> functions() {
        return listed(() -> List.of(session.functionCatalog.getFunctions()));
    }

    @Override
    public Collection<String> connectors() {
        return listed(
                () ->
                        factories(DynamicTableFactory.class).stream()
                                .filter(name -> !name.equals(ResultTableFactory.IDENTIFIER))
                                .toList());
    }

    @Override
    public Collection<String> formats() {
        return listed(() -> factories(DecodingFormatFactory.class, EncodingFormatFactory.class));
    }

    @Override
    public boolean isReservedWord(String word) {
        return GRAMMAR.isReservedWord(word);
    }

    private static List<String> factories(Class<?>... kinds) {
        return ServiceLoader.load(Factory.class).stream()
                .filter(one -> Stream.of(kinds).anyMatch(kind -> kind.isAssignableFrom(one.type())))
                .map(one -> one.get().factoryIdentifier())
                .distinct()
                .sorted()
                .toList();
    }

    private static <T> Collection<T> listed(Supplier<Collection<T>> source) {
        try {
            return source.get();
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }
}
