package io.drey.kernel.flink120.error;

import java.util.Collection;
import java.util.Map;

/** The names a user may have meant. */
public interface KnownNames {
    Collection<String> catalogs();

    Collection<String> databases();

    /** Tables and views of the current database. */
    Collection<String> tables();

    /**
     * Columns of a table or view of the current database with their types, in their order; empty
     * when there is none.
     */
    Map<String, String> columns(String table);

    Collection<String> functions();

    /** What {@code 'connector'} can be. */
    Collection<String> connectors();

    /** What {@code 'format'} can be. */
    Collection<String> formats();

    /** Whether a word cannot be a name unless it stands in backticks. */
    boolean isReservedWord(String word);
}
