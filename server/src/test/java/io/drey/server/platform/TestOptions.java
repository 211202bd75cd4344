package io.drey.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestOptions {
    private static final ConfigOption<Duration> IDLE =
            ConfigOption.duration("result.idle-timeout", Duration.ofMinutes(30), "When to stop.");
    private static final ConfigOption<Long> QUOTA =
            ConfigOption.bytes("result.quota", 4L << 30, "How much to hold.");
    private static final List<ConfigOption<?>> KNOWN = List.of(IDLE, QUOTA);

    @Test
    void laterSourcesWin() {
        Options options =
                Options.load(
                        KNOWN,
                        Map.of("result.idle-timeout", "1h", "result.quota", "1kb"),
                        Map.of("DREY_RESULT_IDLE_TIMEOUT", "2min"),
                        Map.of("result.quota", "3mb"));
        assertThat(options.get(IDLE)).isEqualTo(Duration.ofMinutes(2));
        assertThat(options.get(QUOTA)).isEqualTo(3L << 20);
    }

    @Test
    void tellsAllProblemsTogether() {
        assertThatThrownBy(
                        () ->
                                Options.load(
                                        KNOWN,
                                        Map.of("result.qouta", "1kb"),
                                        Map.of("DREY_RESULT_QUOTA", "many"),
                                        Map.of("result.idle-timeout", "soon")))
                .isInstanceOf(DreyException.class)
                .hasMessageContaining("did you mean 'result.quota'?")
                .hasMessageContaining("'many' (expected: a size)")
                .hasMessageContaining("'soon' (expected: a duration)");
    }

    @Test
    void writesWhatItReads() {
        for (String text : List.of("500ms", "30s", "5min", "2h", "7d", "0s")) {
            assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
        }
        assertThat(ByteSizes.format(1536)).isEqualTo("1.5 KB");
        assertThat(ByteSizes.format(4L << 30)).isEqualTo("4 GB");
    }
}
