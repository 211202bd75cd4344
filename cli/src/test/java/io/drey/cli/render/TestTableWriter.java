package io.drey.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TestTableWriter {
    @Test
    void alignsByWhatATerminalShowsNotByCharacters() {
        String text =
                Rows.of("city:string", "n:number")
                        .row("東京", 1)
                        .row("Zu\u0308rich", 22)
                        .row("🛫 ok", 333)
                        .row("plain", null)
                        .write(Rows::plainTable);

        assertThat(text)
                .isEqualTo(
                        """
                         city   | n
                        --------+--------
                         東京   |      1
                         Zürich |     22
                         🛫 ok  |    333
                         plain  | <NULL>
                        """
                                .replace("ü", "u\u0308")
                                .replace("| n\n", "|      n\n"));
    }

    @Test
    void showsEveryKindOfValue() {
        String text =
                Rows.of(
                                "a:temporal",
                                "b:temporal",
                                "c:temporal",
                                "d:binary",
                                "e:nested",
                                "f:number")
                        .row(
                                LocalDate.of(2001, 1, 2),
                                LocalDateTime.of(2001, 1, 2, 3, 4, 5, 600_000_000),
                                Instant.parse("2001-01-02T03:04:05Z"),
                                new byte[] {(byte) 0xCA, (byte) 0xFE},
                                Map.of("x", List.of(1, 2)),
                                new BigDecimal("1E+3"))
                        .write(Rows::plainTable);

        assertThat(text)
                .contains(
                        " 2001-01-02 | 2001-01-02 03:04:05.6 | 2001-01-02 03:04:05Z | x'cafe' |"
                                + " {\"x\":[1,2]} | 1000\n");
    }

    @Test
    void tellsNullFromTheTextNull() {
        String text = Rows.of("s:string").row("NULL").row((Object) null).write(Rows::plainTable);

        assertThat(text).contains(" NULL\n", " <NULL>\n");
    }

    @Test
    void letsNoValueCommandTheTerminal() {
        String text =
                Rows.of("s:string").row("\u001b[2Jgone\nnext").row("x").write(Rows::plainTable);

        assertThat(text).contains("\\u001b[2Jgone\\nnext").doesNotContain("\u001b");
    }

    @Test
    void printsAPlanAsItIs() {
        String text = Rows.of("result:string").row("== Plan ==\n  Scan\n").write(Rows::plainTable);

        assertThat(text).isEqualTo("== Plan ==\n  Scan\n");
    }

    @Test
    void shortensOnATerminalOnlyAndSaysSo() {
        Rows rows = Rows.of("k:number", "text:string").row(1, "x".repeat(50));
        AtomicReference<RowWriter> writer = new AtomicReference<>();

        String text =
                rows.write(
                        out -> {
                            writer.set(
                                    new TableWriter(out, TableStyle.terminal(30, Style.of(false))));
                            return writer.get();
                        });

        assertThat(text.lines()).allMatch(line -> DisplayWidth.of(line) <= 30);
        assertThat(text).contains("x…");
        assertThat(writer.get().isShortened()).isTrue();
        assertThat(rows.write(Rows::plainTable)).contains("x".repeat(50));
    }

    @Test
    void keepsTheWidthsOfTheFirstRowsForAllThatFollow() {
        Rows rows = Rows.of("n:number");
        for (int i = 0; i < 2_500; i++) {
            rows.row(i);
        }

        List<String> lines = rows.write(Rows::plainTable).lines().toList();

        assertThat(lines).hasSize(2_502);
        assertThat(lines.get(2)).isEqualTo("   0");
        assertThat(lines.get(2_501)).isEqualTo(" 2499");
    }

    @Test
    void drawsAnEmptyTable() {
        assertThat(Rows.of("a:string", "b:number").write(Rows::plainTable))
                .isEqualTo(" a | b\n---+---\n");
    }
}
