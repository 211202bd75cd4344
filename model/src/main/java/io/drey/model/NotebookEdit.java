package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of a notebook. Which fields count depends on the operation.
 *
 * @param key the block to change
 * @param after where to insert or move: behind this block, or at the top when null
 */
public record NotebookEdit(
        Op op,
        @Nullable String key,
        @Nullable String after,
        NotebookBlock.@Nullable Kind kind,
        @Nullable String language,
        @Nullable Map<String, String> attributes,
        @Nullable String text) {
    /** What to do. */
    public enum Op {
        @JsonProperty("replace")
        REPLACE,
        @JsonProperty("insert")
        INSERT,
        @JsonProperty("delete")
        DELETE,
        @JsonProperty("move")
        MOVE,
        @JsonProperty("attributes")
        ATTRIBUTES
    }
}
