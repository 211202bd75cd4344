package io.drey.kernel.flink120.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestNearestName {
    @ParameterizedTest
    @CsvSource({
        "flihgts, flights",
        "FLIGHT, flights",
        "fligths, flights",
        "orgin, origin",
        "CONT, COUNT",
        "WHER, WHERE"
    })
    void findsWhatWasMeant(String written, String meant) {
        List<String> names =
                List.of("flights", "origin", "COT", "COUNT", "WHEN", "WHERE", "airports");

        assertThat(NearestName.of(written, names)).contains(meant);
    }

    @Test
    void findsNothingThatIsTooDifferent() {
        assertThat(NearestName.of("planes", List.of("flights", "airports"))).isEmpty();
        assertThat(NearestName.of("x", List.of())).isEmpty();
    }

    @Test
    void countsEdits() {
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("abc", "abc")).isZero();
        assertThat(NearestName.distance("abc", "acb")).isEqualTo(1);
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    }
}
