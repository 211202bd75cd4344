package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class TestDurationConverter {
    @ParameterizedTest
    @CsvSource({"10,PT10S", "500ms,PT0.5S", "30s,PT30S", "1.5m,PT1M30S", "1h,PT1H"})
    void readsUnits(String text, Duration expected) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNone() {
        assertThatThrownBy(() -> new DurationConverter().convert("-1s"))
                .isInstanceOf(TypeConversionException.class);
    }
}
