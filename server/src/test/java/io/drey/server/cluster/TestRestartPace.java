package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestRestartPace {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final RestartPace pace = new RestartPace();

    @Test
    void startsAtOnceAfterTheFirstDeath() {
        pace.started(T0);
        assertThat(pace.next(T0.plusSeconds(1))).isEqualTo(T0.plusSeconds(1));
    }

    @Test
    void waitsEverLongerButNeverMoreThanHalfAMinute() {
        Instant now = T0;
        Duration last = Duration.ZERO;
        for (int death = 0; death < 8; death++) {
            pace.started(now);
            Instant next = pace.next(now);
            Duration delay = Duration.between(now, next);
            assertThat(delay).isBetween(last, Duration.ofSeconds(30));
            last = delay;
            now = next;
        }
        assertThat(last).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void startsAtOnceHoweverOftenAProcessIsKilledThatWorked() {
        Instant now = T0;
        for (int death = 0; death < 8; death++) {
            pace.started(now);
            now = now.plusSeconds(16);
            assertThat(pace.next(now)).isEqualTo(now);
        }
    }

    @Test
    void forgetsDeathsThatLieLongBack() {
        pace.started(T0);
        pace.next(T0);
        pace.started(T0);
        pace.next(T0);
        pace.started(T0);
        Instant muchLater = T0.plus(Duration.ofMinutes(10));
        assertThat(pace.next(muchLater)).isEqualTo(muchLater);
    }
}
