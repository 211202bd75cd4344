package io.drey.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RunError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestErrorText {
    private final ErrorText errors = new ErrorText(Style.of(false), false);

    @Test
    void putsTheCaretUnderWideCharacters() {
        String text = errors.of(error(1, 8, 1, 10), "SELECT 東京x FROM t");

        assertThat(text)
                .contains(
                        """
                          1 | SELECT 東京x FROM t
                            |        ^^^^^
                        """);
    }

    @Test
    void marksALongPlaceToTheEndOfItsFirstLine() {
        String text = errors.of(error(1, 8, 2, 3), "SELECT bad\nFROM t");

        assertThat(text).contains("|        ^^^\n");
    }

    @Test
    void livesWithoutAPlace() {
        String text = errors.of(error(null, null, null, null), "SELECT");

        assertThat(text).doesNotContain("^").contains("error: No such column: no x");
    }

    @Test
    void livesWithAPlaceOutsideTheSource() {
        assertThat(errors.of(error(9, 1, 9, 2), "SELECT")).doesNotContain("^");
        assertThat(errors.of(error(1, 99, 1, 120), "SELECT")).contains("^");
    }

    @Test
    void unfoldsTheEngineTextWhenAsked() {
        RunError error = RunError.of(DreyErrorCode.JOB_FAILED, "boom", "at org.example\u001b[2J");

        assertThat(errors.of(error, "")).contains("--verbose").doesNotContain("org.example");
        assertThat(new ErrorText(Style.of(false), true).of(error, ""))
                .contains("at org.example[2J")
                .doesNotContain("--verbose");
    }

    @Test
    void namesTheNextStep() {
        DreyException error = new DreyException(DreyErrorCode.PORT_TAKEN, "port: 8090");

        assertThat(errors.of(error))
                .isEqualTo(
                        "error: The port is in use: port: 8090\n"
                                + "  Choose another with --port, or stop what listens there.");
    }

    private static RunError error(
            @Nullable Integer line,
            @Nullable Integer column,
            @Nullable Integer endLine,
            @Nullable Integer endColumn) {
        DreyErrorCode code = DreyErrorCode.COLUMN_NOT_FOUND;
        return new RunError(
                code,
                code.title(),
                "no x",
                null,
                code.help(),
                line,
                column,
                endLine,
                endColumn,
                null);
    }
}
