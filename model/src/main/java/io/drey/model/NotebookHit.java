package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * A line of a notebook that has what was searched for.
 *
 * @param key the block it is in, as of now
 * @param cell the cell's id; null in other blocks
 * @param line of the block's text, from 1
 * @param excerpt the line, or the part of a long one around the hit
 * @param from where the hit begins in the excerpt, counted in UTF-16 units as JavaScript does
 * @param to where it ends, exclusive
 */
public record NotebookHit(
        String path,
        String title,
        String key,
        @Nullable String cell,
        NotebookBlock.Kind kind,
        int line,
        String excerpt,
        int from,
        int to) {}
