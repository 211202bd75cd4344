package io.drey.kernel.flink120.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.sql.Place;
import org.junit.jupiter.api.Test;

class TestSqlWords {
    private final SqlWords words =
            new SqlWords("SELECT `my col`, x -- y\nFROM t WHERE a = 'path/x'");

    @Test
    void findsNamesWithAndWithoutBackticks() {
        assertThat(words.find("my col").map(SqlWords.Word::span))
                .contains(new Span(new Place(1, 8), new Place(1, 15)));
        assertThat(words.find("T").map(SqlWords.Word::text)).contains("t");
        assertThat(words.find("y")).isEmpty();
    }

    @Test
    void findsNeighbours() {
        assertThat(words.at(new Place(2, 1)).map(SqlWords.Word::text)).contains("FROM");
        assertThat(words.before(new Place(2, 1)).map(SqlWords.Word::text)).contains("x");
        assertThat(words.after(new Place(2, 1)).map(SqlWords.Word::text)).contains("t");
        assertThat(words.before(new Place(1, 1))).isEmpty();
    }

    @Test
    void findsTexts() {
        assertThat(words.findQuoted("path").map(word -> word.span().start()))
                .contains(new Place(2, 18));
    }

    @Test
    void placesInsideAStatementBecomePlacesInTheCell() {
        Place begin = new Place(3, 5);

        assertThat(begin.resolve(new Place(1, 1))).isEqualTo(new Place(3, 5));
        assertThat(begin.resolve(new Place(1, 4))).isEqualTo(new Place(3, 8));
        assertThat(begin.resolve(new Place(2, 4))).isEqualTo(new Place(4, 4));
    }
}
