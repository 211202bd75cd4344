package io.drey.model;

import java.util.List;

/**
 * What a search over all notebooks found, in those changed last first.
 *
 * @param isTruncated whether there is more than was asked for
 */
public record NotebookHits(List<NotebookHit> hits, boolean isTruncated) {
    public NotebookHits {
        hits = List.copyOf(hits);
    }
}
