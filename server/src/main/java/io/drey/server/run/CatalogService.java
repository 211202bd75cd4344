package io.drey.server.run;

import static java.util.Objects.requireNonNull;

import io.drey.model.CatalogEntry;
import io.drey.model.CatalogList;
import io.drey.model.CatalogObject;
import io.drey.model.ConnectorList;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.TableProbe;
import io.drey.model.TableProbeRequest;
import io.drey.protocol.CatalogMessages;
import io.drey.protocol.KernelMessages.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks kernels what their catalogs hold. Thread-safe. */
public final class CatalogService {
    /** Catalogs of other systems have to be asked over the network. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Drivers give up on a server that does not answer after five seconds. */
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

    private final KernelQuestions questions;

    public CatalogService(KernelQuestions questions) {
        this.questions = requireNonNull(questions, "questions");
    }

    /**
     * A place of the catalogs; what is null is not said.
     *
     * @param kind {@code function} for the functions that belong to no catalog
     * @param find what names at the place and below are to contain
     * @param isDeep whether columns and comments are to be searched as well
     * @param isFresh whether what is remembered is to be asked for again
     */
    public record Place(
            @Nullable String kind,
            @Nullable String catalog,
            @Nullable String database,
            @Nullable String find,
            boolean isDeep,
            int limit,
            boolean isFresh) {}

    /**
     * Lists what is at a place, or finds names at and below it.
     *
     * @throws DreyException NOT_FOUND if there is no such place, TIMEOUT if the kernel or the
     *     catalog has no answer in some seconds
     */
    public CatalogList browse(KernelId kernel, Place place) throws InterruptedException {
        CatalogMessages.Listed answer =
                questions.ask(
                        kernel,
                        CatalogMessages.Listed.class,
                        LIMIT,
                        id ->
                                new CatalogMessages.Browse(
                                        id,
                                        text(place.kind()),
                                        text(place.catalog()),
                                        text(place.database()),
                                        text(place.find()),
                                        place.isDeep(),
                                        place.limit(),
                                        place.isFresh()));
        requireAnswer(answer.failure());
        return new CatalogList(
                answer.entries().stream().map(CatalogService::entry).toList(),
                answer.total(),
                answer.unread(),
                answer.unreadTables());
    }

    /**
     * Tells of one object.
     *
     * @throws DreyException TABLE_NOT_FOUND and the like if there is none, TIMEOUT if the kernel or
     *     the catalog has no answer in some seconds
     */
    public CatalogObject inspect(
            KernelId kernel,
            String kind,
            @Nullable String catalog,
            @Nullable String database,
            String name)
            throws InterruptedException {
        CatalogMessages.Inspected answer =
                questions.ask(
                        kernel,
                        CatalogMessages.Inspected.class,
                        LIMIT,
                        id ->
                                new CatalogMessages.Inspect(
                                        id, kind, text(catalog), text(database), name));
        requireAnswer(answer.failure());
        return object(requireNonNull(answer.object(), "object"));
    }

    /**
     * Finds out what columns a table of these options would have.
     *
     * @throws DreyException with the reason when nothing can be found out, TIMEOUT if the other
     *     system has no answer in some seconds
     */
    public TableProbe probe(KernelId kernel, TableProbeRequest request)
            throws InterruptedException {
        CatalogMessages.Probed answer =
                questions.ask(
                        kernel,
                        CatalogMessages.Probed.class,
                        PROBE_LIMIT,
                        id ->
                                new CatalogMessages.Probe(
                                        id,
                                        request.options(),
                                        Boolean.TRUE.equals(request.isOldestFirst())));
        requireAnswer(answer.failure());
        return probe(requireNonNull(answer.draft(), "draft"));
    }

    /**
     * Tells what connectors and formats there are.
     *
     * @param options of a table to be; those of its connector and formats are told
     */
    public ConnectorList connectors(KernelId kernel, Map<String, String> options)
            throws InterruptedException {
        CatalogMessages.Connectors answer =
                questions.ask(
                        kernel,
                        CatalogMessages.Connectors.class,
                        LIMIT,
                        id -> new CatalogMessages.ListConnectors(id, options));
        requireAnswer(answer.failure());
        return new ConnectorList(
                answer.connectors().stream().map(CatalogService::connector).toList(),
                answer.formats().stream().map(CatalogService::connector).toList(),
                answer.options().stream()
                        .map(
                                one ->
                                        new ConnectorList.Option(
                                                one.key(),
                                                one.type(),
                                                one.defaultValue(),
                                                one.isRequired(),
                                                one.description(),
                                                one.values()))
                        .toList());
    }

    private static ConnectorList.Connector connector(CatalogMessages.Connector one) {
        return new ConnectorList.Connector(one.name(), one.canRead(), one.canWrite());
    }

    private static TableProbe probe(CatalogMessages.Draft draft) {
        return new TableProbe(
                draft.columns().stream().map(CatalogService::column).toList(),
                draft.offers().stream().map(CatalogService::column).toList(),
                draft.primaryKey(),
                draft.partitionKeys(),
                draft.choices().stream()
                        .map(
                                one ->
                                        new TableProbe.Choice(
                                                one.name(), one.detail(), one.isInternal()))
                        .toList(),
                draft.options(),
                draft.samples().stream()
                        .map(
                                one ->
                                        new TableProbe.Sample(
                                                one.partition(),
                                                one.offset(),
                                                Instant.ofEpochMilli(one.timestampMillis()),
                                                one.key(),
                                                one.value()))
                        .toList(),
                draft.notes());
    }

    private static TableProbe.Column column(CatalogMessages.ProbedColumn one) {
        return new TableProbe.Column(one.name(), one.type(), one.isNullable(), one.metadata());
    }

    private static CatalogEntry entry(CatalogMessages.Entry entry) {
        return new CatalogEntry(
                entry.what(),
                absent(entry.catalog()),
                absent(entry.database()),
                entry.name(),
                entry.isTemporary(),
                entry.isCurrent(),
                entry.match() == null
                        ? null
                        : new CatalogEntry.Match(entry.match().column(), entry.match().comment()));
    }

    private static CatalogObject object(CatalogMessages.CatalogObject object) {
        return new CatalogObject(
                object.what(),
                absent(object.catalog()),
                absent(object.database()),
                object.name(),
                object.isTemporary(),
                object.comment(),
                object.options(),
                object.statement(),
                table(object.table()),
                function(object.function()));
    }

    private static CatalogObject.@Nullable Table table(CatalogMessages.@Nullable TableFacts table) {
        return table == null
                ? null
                : new CatalogObject.Table(
                        table.columns().stream().map(CatalogService::column).toList(),
                        table.primaryKey(),
                        table.watermarks(),
                        table.partitionKeys(),
                        table.rowCount(),
                        table.fileCount(),
                        table.totalBytes());
    }

    private static CatalogObject.Column column(CatalogMessages.CatalogColumn column) {
        return new CatalogObject.Column(
                column.name(),
                column.type(),
                column.isNullable(),
                column.origin(),
                column.expression(),
                column.comment());
    }

    private static CatalogObject.@Nullable Function function(
            CatalogMessages.@Nullable FunctionFacts function) {
        return function == null
                ? null
                : new CatalogObject.Function(function.signatures(), function.className());
    }

    private static void requireAnswer(@Nullable Failure failure) {
        if (failure != null) {
            Map<String, Object> details =
                    failure.suggestion() == null
                            ? Map.of()
                            : Map.of("suggestion", failure.suggestion());
            throw new DreyException(
                    DreyErrorCode.parse(failure.code()), failure.message(), details, null);
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static @Nullable String absent(String value) {
        return value.isEmpty() ? null : value;
    }
}
