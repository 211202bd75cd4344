package io.drey.model;

import java.util.List;

/**
 * What there is at a place of a session's catalogs.
 *
 * @param total how many there are; more than the entries when these were cut
 * @param unread how many databases a search did not look into, as they do not answer or that took
 *     too long
 * @param unreadTables how many tables' columns a search did not look at, as that took too long
 */
public record CatalogList(List<CatalogEntry> entries, int total, int unread, int unreadTables) {
    public CatalogList {
        entries = List.copyOf(entries);
    }
}
