package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class TestPromptParser {
    private final PromptParser parser = new PromptParser();

    @Test
    void asksForMoreUntilTheSemicolon() {
        assertThatThrownBy(() -> parser.parse("SELECT 1", 8, ParseContext.ACCEPT_LINE))
                .isInstanceOf(EOFError.class);
        assertThat(parser.parse("SELECT 1;", 9, ParseContext.ACCEPT_LINE).line())
                .isEqualTo("SELECT 1;");
        assertThat(parser.parse("\\mode batch", 11, ParseContext.ACCEPT_LINE)).isNotNull();
    }

    @Test
    void completesTheNameBeforeTheCaret() {
        assertThat(parser.parse("SELECT max(dep_d FROM t", 16, ParseContext.COMPLETE).word())
                .isEqualTo("dep_d");
        assertThat(parser.parse("SELECT t.", 9, ParseContext.COMPLETE).word()).isEmpty();
        assertThat(parser.parse("\\mo", 3, ParseContext.COMPLETE).word()).isEqualTo("\\mo");
    }
}
