package io.drey.protocol;

import io.drey.protocol.KernelMessages.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server asks about a session's catalogs, and what kernels answer. */
public final class CatalogMessages {
    private CatalogMessages() {}

    /**
     * Asks what there is at a place. Answered by {@link Listed}.
     *
     * @param request comes back with the answer
     * @param what {@code function} for the functions that belong to no catalog; empty otherwise
     * @param catalog empty for the catalogs themselves
     * @param database empty for the databases of the catalog
     * @param find what names are to contain, whatever its case, at the place and below; empty for
     *     all that is at the place itself
     * @param isDeep whether columns and comments are to be searched as well
     * @param limit how many entries are wanted at most
     * @param isFresh whether what is remembered is to be asked for again
     */
    public record Browse(
            long request,
            String what,
            String catalog,
            String database,
            String find,
            boolean isDeep,
            int limit,
            boolean isFresh)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.BROWSE;
        }
    }

    /**
     * A catalog, a database, or what is in one.
     *
     * @param what {@code catalog}, {@code database}, {@code table}, {@code view} or {@code
     *     function}
     * @param catalog where it is; empty for what belongs to no catalog
     * @param isTemporary whether it ends with the session
     * @param isCurrent whether names without a catalog or database mean this one
     * @param match where a search found the text, if not in the name
     */
    public record Entry(
            String what,
            String catalog,
            String database,
            String name,
            boolean isTemporary,
            boolean isCurrent,
            @Nullable Match match) {
        public Entry(
                String what,
                String catalog,
                String database,
                String name,
                boolean isTemporary,
                boolean isCurrent) {
            this(what, catalog, database, name, isTemporary, isCurrent, null);
        }
    }

    /**
     * Where a table has what was searched for.
     *
     * @param column null for the table's own comment
     * @param comment that has it; null for a column's name
     */
    public record Match(@Nullable String column, @Nullable String comment) {}

    /**
     * Answers {@link Browse}.
     *
     * @param total how many there are; more than the entries when these were cut
     * @param unread how many databases were not looked into, as that took too long
     * @param unreadTables how many tables' columns were not looked at, as that took too long
     * @param failure why nothing could be listed
     */
    public record Listed(
            long request,
            List<Entry> entries,
            int total,
            int unread,
            int unreadTables,
            @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.LISTED;
        }
    }

    /**
     * Asks about one object. Answered by {@link Inspected}.
     *
     * @param what as an entry's
     * @param catalog empty for a function that belongs to none
     * @param name of the object; for a catalog or database its own
     */
    public record Inspect(long request, String what, String catalog, String database, String name)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.INSPECT;
        }
    }

    /**
     * A column of a table or view.
     *
     * @param origin {@code physical}, {@code computed} or {@code metadata}
     * @param expression how a computed one is computed, or the key of a metadata one
     */
    public record CatalogColumn(
            String name,
            String type,
            boolean isNullable,
            String origin,
            @Nullable String expression,
            @Nullable String comment) {}

    /**
     * What there is to know of a table or view.
     *
     * @param watermarks such as {@code ts AS ts - INTERVAL '5' SECOND}
     * @param rowCount as the catalog knows it; null when it does not (so are the others)
     */
    public record TableFacts(
            List<CatalogColumn> columns,
            List<String> primaryKey,
            List<String> watermarks,
            List<String> partitionKeys,
            @Nullable Long rowCount,
            @Nullable Long fileCount,
            @Nullable Long totalBytes) {}

    /**
     * What there is to know of a function.
     *
     * @param signatures the ways to call it
     * @param className of one that users registered
     */
    public record FunctionFacts(List<String> signatures, @Nullable String className) {}

    /**
     * What there is to know of an object. Values of options that look secret are masked, in the
     * statement as well.
     *
     * @param what {@code catalog}, {@code database}, {@code table}, {@code view}, {@code
     *     materialized table} or {@code function}
     * @param statement that would make it; null where Flink cannot tell
     * @param table null for what is no table or view
     * @param function null for what is no function
     */
    public record CatalogObject(
            String what,
            String catalog,
            String database,
            String name,
            boolean isTemporary,
            @Nullable String comment,
            Map<String, String> options,
            @Nullable String statement,
            @Nullable TableFacts table,
            @Nullable FunctionFacts function) {}

    /**
     * Asks what columns a table of these options would have. Answered by {@link Probed}.
     *
     * @param options of the table, such as {@code connector}, {@code path} and {@code format}
     * @param isOldestFirst whether a topic's oldest messages are looked at, and not its newest
     */
    public record Probe(long request, Map<String, String> options, boolean isOldestFirst)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.PROBE;
        }
    }

    /**
     * A column that was found.
     *
     * @param metadata the key of the metadata it is of; null for what is in the rows themselves
     */
    public record ProbedColumn(
            String name, String type, boolean isNullable, @Nullable String metadata) {
        public ProbedColumn(String name, String type, boolean isNullable) {
            this(name, type, isNullable, null);
        }
    }

    /**
     * Something that a table can be of.
     *
     * @param detail how large it is, in words; may be empty
     * @param isInternal whether it belongs to the other system itself
     */
    public record Choice(String name, String detail, boolean isInternal) {}

    /**
     * A message that was looked at.
     *
     * @param key as text, or in hexadecimal digits after {@code 0x}; null when it has none
     * @param value as the key; null in a message that deletes its key
     */
    public record Sample(
            int partition,
            long offset,
            long timestampMillis,
            @Nullable String key,
            @Nullable String value) {}

    /**
     * What was found out about a table to be.
     *
     * @param offers columns it could have besides, such as a message's time
     * @param partitionKeys names of those columns that are names of folders
     * @param choices tables or topics to choose from, where none was named
     * @param options that the table should have besides those asked with
     * @param samples some of the messages that were looked at
     * @param notes what was looked at, in sentences
     */
    public record Draft(
            List<ProbedColumn> columns,
            List<ProbedColumn> offers,
            List<String> primaryKey,
            List<String> partitionKeys,
            List<Choice> choices,
            Map<String, String> options,
            List<Sample> samples,
            List<String> notes) {}

    /** Answers {@link Probe}; {@code draft} is null when {@code failure} says why. */
    public record Probed(long request, @Nullable Draft draft, @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.PROBED;
        }
    }

    /**
     * Asks what connectors and formats there are. Answered by {@link Connectors}.
     *
     * @param options of a table to be; those of its connector and formats are told
     */
    public record ListConnectors(long request, Map<String, String> options) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.LIST_CONNECTORS;
        }
    }

    /** A connector or a format, and whether tables of it can be read and written. */
    public record Connector(String name, boolean canRead, boolean canWrite) {}

    /**
     * An option of a connector or of a format.
     *
     * @param key as it is written after {@code WITH}; {@code #} stands for what users choose
     * @param type such as {@code string}, {@code duration} or {@code enum}
     * @param defaultValue null when there is none
     * @param values what it can be, where that is a short list
     */
    public record ConnectorOption(
            String key,
            String type,
            @Nullable String defaultValue,
            boolean isRequired,
            String description,
            List<String> values) {}

    /**
     * Answers {@link ListConnectors}.
     *
     * @param options of the connector and the formats that were named; empty where none was
     */
    public record Connectors(
            long request,
            List<Connector> connectors,
            List<Connector> formats,
            List<ConnectorOption> options,
            @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.CONNECTORS;
        }
    }

    /** Answers {@link Inspect}; {@code object} is null when {@code failure} says why. */
    public record Inspected(long request, @Nullable CatalogObject object, @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.INSPECTED;
        }
    }
}
