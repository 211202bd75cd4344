package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.CompletionItem;
import io.drey.model.CompletionList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

class TestSqlCompleter {
    @Test
    void replacesOnlyWhatThePromptTakesForTheWord() {
        String line = "CREATE TABLE t (a INT) WITH ('rows-per-s";
        CompletionItem item =
                new CompletionItem("rows-per-second", "option", "default 10000", "How many.");

        Candidate candidate = candidate(line, line.indexOf("rows"), item);

        assertThat(candidate.value()).isEqualTo("second");
        assertThat(candidate.displ()).isEqualTo("rows-per-second");
        assertThat(candidate.descr()).isEqualTo("default 10000 · How many.");
    }

    @Test
    void offersWholeNames() {
        Candidate candidate =
                candidate("SELECT or", 7, new CompletionItem("origin", "column", null, null));

        assertThat(candidate.value()).isEqualTo("origin");
        assertThat(candidate.descr()).isNull();
    }

    private static Candidate candidate(String line, int from, CompletionItem item) {
        ParsedLine parsed = new PromptParser().parse(line, line.length(), ParseContext.COMPLETE);
        return SqlCompleter.candidates(parsed, new CompletionList(from, true, List.of(item)))
                .get(0);
    }
}
