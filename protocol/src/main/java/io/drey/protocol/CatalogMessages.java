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
     * @param limit how many entries are wanted at most
     * @param isFresh whether what is remembered is to be asked for again
     */
    public record Browse(
            long request,
            String what,
            String catalog,
            String database,
            String find,
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
     */
    public record Entry(
            String what,
            String catalog,
            String database,
            String name,
            boolean isTemporary,
            boolean isCurrent) {}

    /**
     * Answers {@link Browse}.
     *
     * @param total how many there are; more than the entries when these were cut
     * @param unread how many databases were not looked into, as that took too long
     * @param failure why nothing could be listed
     */
    public record Listed(
            long request, List<Entry> entries, int total, int unread, @Nullable Failure failure)
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
     */
    public record Probe(long request, Map<String, String> options) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.PROBE;
        }
    }

    /** A column that was found. */
    public record ProbedColumn(String name, String type, boolean isNullable) {}

    /**
     * Answers {@link Probe}.
     *
     * @param choices tables to choose from, where none was named
     * @param options that the table should have besides those asked with
     * @param notes what was looked at, in sentences
     */
    public record Probed(
            long request,
            List<ProbedColumn> columns,
            List<String> primaryKey,
            List<String> choices,
            Map<String, String> options,
            List<String> notes,
            @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.PROBED;
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
