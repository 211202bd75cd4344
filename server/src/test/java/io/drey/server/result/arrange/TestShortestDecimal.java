package io.drey.server.result.arrange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestShortestDecimal {
    private final ShortestDecimal decimal = new ShortestDecimal();

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0.0, 0",
        "0, 0",
        "1, 1",
        "-1, -1",
        "100, 100",
        "1.5, 1.5",
        "123456.789, 123456.789",
        "1e21, 1e+21",
        "1e20, 100000000000000000000",
        "123e20, 1.23e+22",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "1.25e-7, 1.25e-7",
        "5e-324, 5e-324",
        "1e-323, 1e-323",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "1e23, 1e+23",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "2E-3, 0.002",
        "9007199254740993, 9007199254740992",
        "4.35, 4.35",
        "2.0E-300, 2e-300",
        "-1.7E-9, -1.7e-9",
        "2251799813685248.5, 2251799813685248.5",
        "NaN, NaN",
        "Infinity, Infinity",
        "-Infinity, -Infinity"
    })
    void writesNumbersAsThePageDoes(String number, String expected) {
        assertThat(text(Double.parseDouble(number))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1", "16777216, 16777216", "1e-45, 1e-45", "3.4028235e38, 3.4028235e+38",
        "1.17549435E-38, 1.1754944e-38", "33554432, 33554432", "8.5e9, 8500000000", "NaN, NaN"
    })
    void writesFloatsWithTheirOwnDigits(String number, String expected) {
        decimal.write(Float.parseFloat(number));
        assertThat(text()).isEqualTo(expected);
    }

    @Test
    void writesTheShortestAndNearestOfAllThatAreReadBack() {
        Random random = new Random(11);
        for (int i = 0; i < 200_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            value =
                    i % 3 == 0
                            ? random.nextDouble()
                            : i % 3 == 1 ? random.nextInt() / 100.0 : value;
            // Powers of two have a neighbour that is nearer below than above.
            value = i % 97 == 0 ? Math.scalb(1.0, random.nextInt(2040) - 1060) : value;
            if (!Double.isFinite(value) || value == 0) {
                continue;
            }
            String text = text(value);
            assertThat(Double.parseDouble(text)).isEqualTo(value);
            BigDecimal exact = new BigDecimal(value);
            BigDecimal written = new BigDecimal(text).stripTrailingZeros();
            int digits = written.precision();
            if (digits > 1) {
                // Nothing with a digit less is read back as the number.
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.UP, RoundingMode.DOWN}) {
                    BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
                    assertThat(shorter.doubleValue()).as(text).isNotEqualTo(value);
                }
            }
            if (exact.precision() > digits) {
                BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
                if (nearest.doubleValue() == value) {
                    assertThat(written).isEqualByComparingTo(nearest);
                }
            }
        }
    }

    @Test
    void tellsFloatsApart() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                decimal.write(value);
                assertThat(Float.parseFloat(text())).isEqualTo(value == 0 ? 0f : value);
            }
        }
    }

    private String text(double value) {
        decimal.write(value);
        return text();
    }

    private String text() {
        return new String(decimal.text(), 0, decimal.length(), US_ASCII);
    }
}
