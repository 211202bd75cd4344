package io.drey.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestWords {
    @Test
    void writesNumbersTheSameInEveryLocale() {
        assertThat(Words.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Words.count(1, "row")).isEqualTo("1 row");
        assertThat(Words.count(0, "row")).isEqualTo("0 rows");
    }

    @Test
    void writesDurationsAtTheirOwnScale() {
        assertThat(Words.duration(Duration.ofMillis(420))).isEqualTo("0.42 s");
        assertThat(Words.duration(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
        assertThat(Words.duration(Duration.ofMinutes(130))).isEqualTo("2 h 10 min");
    }

    @Test
    void writesSizesAtTheirOwnScale() {
        assertThat(Words.bytes(512)).isEqualTo("512 B");
        assertThat(Words.bytes(1536)).isEqualTo("1.5 KB");
        assertThat(Words.bytes(212L << 20)).isEqualTo("212 MB");
    }
}
