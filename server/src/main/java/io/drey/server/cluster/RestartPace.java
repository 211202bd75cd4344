package io.drey.server.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How soon a process that died is started again: at once, then ever later while it keeps dying.
 *
 * <p>Confined to one thread.
 */
final class RestartPace {
    private static final List<Duration> DELAYS =
            List.of(
                    Duration.ZERO,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30));

    /** A process that ran this long did not die of its start. */
    private static final Duration SOUND = Duration.ofSeconds(15);

    private int deaths;
    private Instant lastStart = Instant.MIN;

    /** When to start again after a death. */
    Instant next(Instant now) {
        if (lastStart.isBefore(now.minus(SOUND))) {
            deaths = 0;
        }
        Duration delay = DELAYS.get(Math.min(deaths, DELAYS.size() - 1));
        deaths++;
        return now.plus(delay);
    }

    void started(Instant now) {
        lastStart = now;
    }
}
