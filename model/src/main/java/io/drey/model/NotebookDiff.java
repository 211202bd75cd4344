package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of a notebook.
 *
 * @param from the earlier one; null for an empty notebook
 * @param blocks all blocks of both in the order of the later one; a removed block stands behind the
 *     one it stood behind
 */
public record NotebookDiff(
        @Nullable NotebookVersion from, NotebookVersion to, List<BlockDiff> blocks) {
    public NotebookDiff {
        blocks = List.copyOf(blocks);
    }
}
