package io.drey.server.result;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which moment of a result is meant: after so many changes, or at a time.
 *
 * @param changes received until then; null where a time is meant
 * @param time null where changes are counted
 */
public record MomentAt(@Nullable Long changes, @Nullable Instant time) {
    private static final int MAX_DIGITS = 18;

    /**
     * Reads a number of changes, or a time with its zone.
     *
     * @throws DreyException BAD_REQUEST if it is neither
     */
    public static MomentAt parse(String text) {
        boolean isCount = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isCount && text.length() <= MAX_DIGITS) {
            return new MomentAt(Long.valueOf(text), null);
        }
        try {
            return new MomentAt(null, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "at: '"
                            + text
                            + "' (expected: a number of changes, or a time such as"
                            + " 2026-01-31T12:00:00Z)",
                    e);
        }
    }
}
