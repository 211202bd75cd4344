package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a run.
 *
 * @param index from 0, in the order of the source
 * @param kind the statement's leading words, such as {@code CREATE TABLE}
 * @param startLine first line in the cell's source, from 1; columns from 1; the end is inclusive
 * @param message what it did, for statements without rows
 */
public record StatementInfo(
        int index,
        String kind,
        int startLine,
        int startColumn,
        int endLine,
        int endColumn,
        RunState state,
        @Nullable String message,
        @Nullable ResultId resultId,
        @Nullable JobRef job,
        @Nullable RunError error,
        @Nullable Long elapsedMillis) {}
