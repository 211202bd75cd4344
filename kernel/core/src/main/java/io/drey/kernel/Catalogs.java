package io.drey.kernel;

import io.drey.protocol.CatalogMessages.Browse;
import io.drey.protocol.CatalogMessages.CatalogObject;
import io.drey.protocol.CatalogMessages.Connectors;
import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Inspect;
import io.drey.protocol.CatalogMessages.ListConnectors;
import io.drey.protocol.CatalogMessages.Probe;
import java.util.List;

/**
 * What a session's catalogs hold. Implementations are thread-safe and wait for no run, but catalogs
 * of other systems take their time.
 */
public interface Catalogs {
    /**
     * Lists what is at a place, or finds names at and below it.
     *
     * @throws KernelFailure if it cannot be listed
     */
    Found browse(Browse place);

    /**
     * Tells of one object.
     *
     * @throws KernelFailure if there is none, or its catalog does not answer
     */
    CatalogObject inspect(Inspect object);

    /**
     * Finds out what columns a table would have; asks files or other systems for it.
     *
     * @throws KernelFailure if nothing can be found out
     */
    Draft probe(Probe question);

    /** Tells what connectors there are, and the options of those named. */
    Connectors connectors(ListConnectors question);

    /**
     * What there is.
     *
     * @param total how many there are; the entries may be fewer
     * @param unread how many databases were not looked into, as that took too long
     * @param unreadTables how many tables' columns were not looked at, as that took too long
     */
    record Found(List<Entry> entries, int total, int unread, int unreadTables) {
        public Found {
            entries = List.copyOf(entries);
        }
    }
}
