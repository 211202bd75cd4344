package io.drey.cli.sql;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.time.Duration;

/** Waits between two looks: short at first, then longer. Confined to one thread. */
final class Poll {
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 250;

    private long millis = FIRST_MILLIS;

    void pause(Deadline deadline) {
        try {
            Thread.sleep(deadline.leftAtMost(Duration.ofMillis(millis)).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(DreyErrorCode.CANCELLED, "interrupted while waiting", e);
        }
        millis = Math.min(LONGEST_MILLIS, millis * 3 / 2);
    }
}
