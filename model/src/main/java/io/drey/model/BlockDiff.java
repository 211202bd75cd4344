package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one block between two versions of a notebook.
 *
 * @param before names the block in the earlier version; null where it was added
 * @param after names the block in the later version; null where it was removed
 * @param kind what it is in the later version, or was in the earlier one
 * @param moved whether it stands in another order among the blocks of both versions
 * @param label its first line that is not blank, shortened
 * @param attributes what differs of language ({@code language}) and attributes
 * @param lines the text's lines with what differs; empty where the text is the same
 */
public record BlockDiff(
        @Nullable String before,
        @Nullable String after,
        NotebookBlock.Kind kind,
        Change change,
        boolean moved,
        String label,
        List<AttributeDiff> attributes,
        List<DiffLine> lines) {
    public BlockDiff {
        attributes = List.copyOf(attributes);
        lines = List.copyOf(lines);
    }

    /** What happened to a block, apart from being moved. */
    public enum Change {
        @JsonProperty("same")
        SAME,
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("changed")
        CHANGED
    }
}
