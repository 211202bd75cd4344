package io.drey.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a result, counted in changes received until then, and what lies around it.
 *
 * <p>The two halves of an update are never apart: no moment named here lies between them.
 *
 * @param at changes that the table is made of
 * @param arrivedAt when the last of them came; null when there is none or that was not noted
 * @param previous the moment one change earlier; null at the first that is held
 * @param next the moment one change later; null at the newest
 * @param previousFrame the moment before the changes that came together with the last one
 * @param nextFrame the moment after the changes that came together with the next one
 * @param nextAt when the next change came; null when there is none or that was not noted
 * @param first the earliest moment that can be shown; the changes before it are no longer held
 * @param firstAt when the change after it came; null when there is none or that was not noted
 * @param last the newest moment
 * @param lastAt when the newest change came; null when there is none or that was not noted
 */
public record ResultMoment(
        long at,
        @Nullable Instant arrivedAt,
        @Nullable Long previous,
        @Nullable Long next,
        @Nullable Long previousFrame,
        @Nullable Long nextFrame,
        @Nullable Instant nextAt,
        long first,
        @Nullable Instant firstAt,
        long last,
        @Nullable Instant lastAt) {}
