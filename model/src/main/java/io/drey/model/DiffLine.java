package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A line of a text that two versions have differently.
 *
 * @param before its number in the earlier text, from 1; 0 where it is not there
 * @param after its number in the later text, from 1; 0 where it is not there
 * @param text the line; of a very long one the beginning
 * @param left of lines that are not shown, how many; of a long line, how many characters are left
 *     out; else 0
 */
public record DiffLine(Op op, int before, int after, String text, int left) {
    /** What a line stands for. */
    public enum Op {
        @JsonProperty("same")
        SAME,
        @JsonProperty("added")
        ADDED,
        @JsonProperty("removed")
        REMOVED,
        /** Lines that are the same in both and far from any that differ. */
        @JsonProperty("folded")
        FOLDED,
        /** The rest of a very long comparison. */
        @JsonProperty("cut")
        CUT
    }
}
