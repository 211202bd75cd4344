package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestNotebookPath {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "..",
                "../x",
                "x/../y",
                "x/..",
                "./x",
                "x/./y",
                "/etc/passwd",
                "//x",
                "x//y",
                "x/",
                ".hidden",
                "x/.hidden/y",
                "..\\x",
                "C:\\x",
                "x\u0000y",
                "x\ny",
                "x\u007Fy",
                "x\u202Egnp",
                "x\u200By",
                "x\uD800y",
                "...drey.md",
                ".drey.md",
                "x/.drey.md"
            })
    void refusesWhatCouldLeadElsewhere(String text) {
        assertInvalid(text);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertInvalid("x".repeat(250));
        assertInvalid("\u20AC".repeat(80));
        assertInvalid("x/".repeat(600) + "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a*b", "a?b", "a|b", "\"a\"", " a", "a ", "a./b", "x /y"})
    void refusesNewNamesThatOtherSystemsCannotHold(String text) {
        assertThat(NotebookPath.parse(text).value()).isNotEmpty();
        assertThatThrownBy(() -> NotebookPath.parseNew(text)).isInstanceOf(DreyException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "flights, flights.drey.md",
        "flights.drey.md, flights.drey.md",
        "team/q3 report, team/q3 report.drey.md",
        "notes.md, notes.md.drey.md",
        "Zürich/日本, Zürich/日本.drey.md",
        "a..b, a..b.drey.md"
    })
    void addsTheSuffix(String text, String expected) {
        assertThat(NotebookPath.parseNew(text).value()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Orders per minute, orders-per-minute.drey.md",
        "'  Größe: 50% / Jahr!  ', größe-50-jahr.drey.md",
        "IIII, iiii.drey.md",
        "../../etc/passwd, etc-passwd.drey.md",
        "'', untitled.drey.md",
        "???, untitled.drey.md"
    })
    void makesNamesOfTitles(String title, String expected) {
        assertThat(NotebookPath.ofTitle(title).value()).isEqualTo(expected);
    }

    private static void assertInvalid(String text) {
        assertThatThrownBy(() -> NotebookPath.parse(text))
                .as(text)
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.NOTEBOOK_NAME_INVALID));
    }
}
