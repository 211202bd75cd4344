package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a notebook, in the order of the file.
 *
 * @param key names the block within this version of the notebook; a cell's key is its id
 * @param id the cell's id; null for other kinds
 * @param attributes a cell's attributes in the order of the file, without {@code id}
 * @param text the text without fences
 * @param startLine first line in the file, from 1
 */
public record NotebookBlock(
        String key,
        Kind kind,
        @Nullable String id,
        @Nullable String language,
        Map<String, String> attributes,
        String text,
        int startLine) {
    /** What a block is. */
    public enum Kind {
        @JsonProperty("front-matter")
        FRONT_MATTER,
        @JsonProperty("prose")
        PROSE,
        @JsonProperty("cell")
        CELL,
        /** Could not be understood; shown as text, every byte kept. */
        @JsonProperty("damaged")
        DAMAGED
    }
}
