package io.drey.kernel.flink120.error;

import java.util.Collection;

/** The names a user may have meant. */
public interface KnownNames {
    Collection<String> catalogs();

    Collection<String> databases();

    /** Tables and views of the current database. */
    Collection<String> tables();

    /** Columns of a table or view of the current database; empty when there is none. */
    Collection<String> columns(String table);

    Collection<String> functions();

    /** What {@code 'connector'} can be. */
    Collection<String> connectors();

    /** What {@code 'format'} can be. */
    Collection<String> formats();

    /** Whether a word cannot be a name unless it stands in backticks. */
    boolean isReservedWord(String word);
}
