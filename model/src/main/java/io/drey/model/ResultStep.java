package io.drey.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one row of a result's table.
 *
 * @param at the moment after it, counted in changes
 * @param arrivedAt when it came; null when that was not noted
 * @param op {@code +I}, {@code -U}, {@code +U} or {@code -D}, as Flink writes it; the two halves of
 *     an update that come together are one step, {@code +U}
 * @param before the row that went; null when none did
 * @param after the row that came; null when none did
 */
public record ResultStep(
        long at,
        @Nullable Instant arrivedAt,
        String op,
        @Nullable List<@Nullable Object> before,
        @Nullable List<@Nullable Object> after) {}
