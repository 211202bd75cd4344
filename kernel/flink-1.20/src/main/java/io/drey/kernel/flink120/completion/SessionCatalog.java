package io.drey.kernel.flink120.completion;

import io.drey.kernel.flink120.error.KnownNames;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What there is to read and to call in a session. Implementations are thread-safe and quick. */
public interface SessionCatalog extends KnownNames {
    /** Databases of a catalog; empty when there is no such catalog. */
    Collection<String> databases(String catalog);

    /** Tables and views of a database; empty when there is no such database. */
    Collection<String> tables(String catalog, String database);

    /** A table or view by its name, with or without database and catalog. */
    Optional<TableOutline> findTable(List<String> path);

    /** How a function that users registered is called, such as {@code f(INT, STRING)}. */
    Optional<String> findSignature(String function);
}
