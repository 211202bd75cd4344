package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestPatience {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

    private final Patience patience = new Patience(Duration.ofSeconds(10));

    @Test
    void endsAfterLooksInVainForItsLimit() {
        for (int second = 0; second < 10; second++) {
            patience.waitedInVain(T0.plusSeconds(second));
            assertThat(patience.isOver()).isFalse();
        }
        patience.waitedInVain(T0.plusSeconds(10));
        assertThat(patience.isOver()).isTrue();
    }

    @Test
    void beginsAnewWhenReset() {
        for (int second = 0; second < 20; second++) {
            patience.waitedInVain(T0.plusSeconds(second));
        }
        patience.reset();
        patience.waitedInVain(T0.plusSeconds(30));
        assertThat(patience.isOver()).isFalse();
    }

    @Test
    void doesNotCountTheSleepOfTheMachine() {
        patience.waitedInVain(T0);
        patience.waitedInVain(T0.plus(Duration.ofHours(8)));
        assertThat(patience.isOver()).isFalse();
    }
}
