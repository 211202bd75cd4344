package io.drey.kernel.flink120.catalog;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Catalogs;
import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import io.drey.kernel.flink120.check.SqlCheck.Environments;
import io.drey.kernel.flink120.completion.FactoryOptions;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.error.NearestName;
import io.drey.kernel.flink120.infer.SourceProbe;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.CatalogMessages.Browse;
import io.drey.protocol.CatalogMessages.CatalogObject;
import io.drey.protocol.CatalogMessages.Connector;
import io.drey.protocol.CatalogMessages.ConnectorOption;
import io.drey.protocol.CatalogMessages.Connectors;
import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Inspect;
import io.drey.protocol.CatalogMessages.ListConnectors;
import io.drey.protocol.CatalogMessages.Probe;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.sql.StatementSplitter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.table.gateway.service.context.SessionContext;

/** The catalogs of a session. Thread-safe; reads beside whatever the session is doing. */
public final class SessionCatalogs implements Catalogs {
    /** The server waits longer for an answer. */
    private static final Duration SEARCH_PATIENCE = Duration.ofSeconds(3);

    private final CatalogListing listing;
    private final CatalogSearch search;
    private final CatalogInspector inspector;
    private final SourceProbe probe = new SourceProbe();
    private final FactoryOptions factories;
    private final FailureTranslator translator;

    /**
     * Reads a session.
     *
     * @param cache cleared by whoever changes the session's catalogs
     */
    public SessionCatalogs(
            SessionContext.SessionState session,
            NameCache cache,
            Environments environments,
            FailureTranslator translator) {
        this.listing = new CatalogListing(session, cache);
        this.search = new CatalogSearch(listing, new TableTexts(session, cache), SEARCH_PATIENCE);
        this.factories = new FactoryOptions(session.resourceManager::getUserClassLoader);
        this.inspector = new CatalogInspector(session, environments);
        this.translator = requireNonNull(translator, "translator");
    }

    @Override
    public Found browse(Browse place) {
        StatementEnvironment.useThread();
        if (place.isFresh()) {
            listing.forget();
        }
        requirePlace(place.catalog(), place.database());
        return readable(
                "SHOW TABLES",
                () -> {
                    if (place.find().isBlank()) {
                        return cut(list(place), 0, 0, place.limit());
                    }
                    CatalogSearch.Hits hits =
                            search.find(
                                    place.find().strip(),
                                    place.catalog(),
                                    place.database(),
                                    place.isDeep());
                    return cut(hits.entries(), hits.unread(), hits.unreadTables(), place.limit());
                });
    }

    @Override
    public CatalogObject inspect(Inspect object) {
        StatementEnvironment.useThread();
        if (!object.catalog().isEmpty()) {
            requirePlace(object.catalog(), object.database());
        }
        return readable(
                "DESCRIBE `" + object.name().replace("`", "``") + "`",
                () ->
                        switch (object.what()) {
                            case "catalog" -> inspector.catalog(object.name());
                            case "database" -> inspector.database(object.catalog(), object.name());
                            case "function" -> inspector.function(object);
                            default -> inspector.table(object);
                        });
    }

    @Override
    public Draft probe(Probe question) {
        return readable(
                "SHOW TABLES", () -> probe.probe(question.options(), question.isOldestFirst()));
    }

    @Override
    public Connectors connectors(ListConnectors question) {
        return new Connectors(
                question.request(),
                factories.connectors().stream().map(SessionCatalogs::connector).toList(),
                factories.formats().stream().map(SessionCatalogs::connector).toList(),
                factories.ofTable(question.options()).stream()
                        .map(
                                one ->
                                        new ConnectorOption(
                                                one.key(),
                                                one.type(),
                                                one.defaultValue(),
                                                one.isRequired(),
                                                one.description(),
                                                one.values()))
                        .toList(),
                null);
    }

    private static Connector connector(FactoryOptions.Named one) {
        return new Connector(one.name(), one.canRead(), one.canWrite());
    }

    private Collection<Entry> list(Browse place) {
        if (place.what().equals("function")) {
            return listing.systemFunctions();
        }
        if (place.catalog().isEmpty()) {
            return listing.catalogs();
        }
        return place.database().isEmpty()
                ? listing.databases(place.catalog())
                : listing.objects(place.catalog(), place.database());
    }

    private static Found cut(Collection<Entry> entries, int unread, int unreadTables, int limit) {
        return new Found(
                entries.stream().limit(limit).toList(), entries.size(), unread, unreadTables);
    }

    private void requirePlace(String catalog, String database) {
        if (!catalog.isEmpty()) {
            require("catalog", catalog, listing.catalogs());
        }
        if (!database.isEmpty()) {
            readable(
                    "SHOW DATABASES",
                    () -> {
                        require("database", database, listing.databases(catalog));
                        return database;
                    });
        }
    }

    private static void require(String what, String name, Collection<Entry> there) {
        List<String> names = there.stream().map(Entry::name).toList();
        if (!names.contains(name)) {
            String nearest =
                    NearestName.of(name, names)
                            .map(near -> " Did you mean '" + near + "'?")
                            .orElse("");
            throw new KernelFailure(
                    Failures.of(
                            "NOT_FOUND",
                            "There is no " + what + " '" + name + "' in this session." + nearest,
                            null));
        }
    }

    private <T> T readable(String statement, Callable<T> answer) {
        try {
            return answer.call();
        } catch (KernelFailure e) {
            throw e;
        } catch (Exception | Error e) {
            Failure failure = translator.translate(e, StatementSplitter.split(statement).get(0));
            throw new KernelFailure(failure);
        }
    }
}
