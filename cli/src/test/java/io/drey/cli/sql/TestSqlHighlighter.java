package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;

class TestSqlHighlighter {
    @Test
    void coloursWithoutChangingTheText() throws Exception {
        String source = "SELECT `a`, 'x''y', 12.5 /* why */ FROM t -- end";
        try (Terminal terminal =
                TerminalBuilder.builder()
                        .dumb(true)
                        .system(false)
                        .streams(
                                java.io.InputStream.nullInputStream(),
                                java.io.OutputStream.nullOutputStream())
                        .build()) {
            LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();

            var coloured = new SqlHighlighter().highlight(reader, source);

            assertThat(coloured.toString()).isEqualTo(source);
            assertThat(coloured.styleAt(0))
                    .isNotEqualTo(coloured.styleAt(source.indexOf(" t ") + 1));
        }
    }
}
