package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kept state of a notebook.
 *
 * @param number counts from 1 within a notebook's history; numbers of versions that were thinned
 *     out are not given again
 * @param at when the notebook came to this state, as far as Drey saw it
 * @param content names the file's content: equal for equal files only
 * @param added how many cells and other blocks it has that the version before had not
 * @param changed how many blocks have other text, language or attributes
 * @param removed how many blocks of the version before it has not
 * @param moved how many blocks stand in another order
 * @param copiedFrom the notebook it is a copy of; null for other causes
 * @param restoredFrom the version that was restored; null for other causes
 */
public record NotebookVersion(
        long number,
        Instant at,
        Cause cause,
        String content,
        long sizeBytes,
        int added,
        int changed,
        int removed,
        int moved,
        @Nullable String copiedFrom,
        @Nullable Long restoredFrom) {
    /** The same version in a history whose numbers go on after another's last. */
    public NotebookVersion after(long last) {
        return new NotebookVersion(
                last + number,
                at,
                cause,
                content,
                sizeBytes,
                added,
                changed,
                removed,
                moved,
                copiedFrom,
                restoredFrom == null ? null : last + restoredFrom);
    }

    /** Why a version was kept. */
    public enum Cause {
        /** The notebook was made. */
        @JsonProperty("created")
        CREATED,
        /** The notebook was made as a copy of another. */
        @JsonProperty("copied")
        COPIED,
        /** As it was before Drey changed it for the first time. */
        @JsonProperty("original")
        ORIGINAL,
        /** Editing paused, or went on for long. */
        @JsonProperty("edited")
        EDITED,
        /** A run started. */
        @JsonProperty("run")
        RUN,
        /** Another program changed the file. */
        @JsonProperty("outside")
        OUTSIDE,
        /** The file was found changed: while Drey was down, or just before it was killed. */
        @JsonProperty("found")
        FOUND,
        /** An older version, or a block of it, was restored. */
        @JsonProperty("restored")
        RESTORED
    }
}
