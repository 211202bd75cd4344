package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCatalogCommand {
    @TempDir private Path folder;
    private TestingDrey drey;
    private TestingConsole console;

    @BeforeEach
    void start() throws IOException {
        drey = new TestingDrey();
        console = new TestingConsole(folder).with(drey);
    }

    @AfterEach
    void stop() {
        drey.close();
    }

    @Test
    void listsAPlaceAndSaysWhatIsLeftOut() {
        assertThat(console.run("catalog", "--kernel", "work", "c.d")).isEqualTo(ExitCode.OK);
        assertThat(console.out()).contains("table", "my orders", "temporary");
        assertThat(console.err())
                .contains("These are 1 of 7; --limit shows more.", "2 databases could not");
    }

    @Test
    void tellsAllOfATable() {
        assertThat(console.run("catalog", "--notebook", "shop", "c.d.`my orders`")).isZero();
        assertThat(console.out()).contains("BIGINT NOT NULL", "number", "CREATE TABLE x");
        assertThat(console.err()).contains("temporary table", "primary key: id", "rows: 3");
        assertThat(console.run("catalog", "--kernel", "work", "c.d.gone"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("'gone' is not in c.d of this kernel");
    }

    @Test
    void findsColumnsAndSaysHowManyWereLeftOut() {
        assertThat(console.run("catalog", "--kernel", "work", "--find", "id", "--columns"))
                .isZero();
        assertThat(console.out()).contains("my orders", "id: number");
        assertThat(console.err()).contains("Columns of 3 tables were not searched");
    }

    @Test
    void refusesAPathThatIsNone() {
        assertThat(console.run("catalog", "a..b")).isEqualTo(ExitCode.USAGE);
        assertThat(console.run("catalog", "a.b.c.d")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("at most CATALOG.DATABASE.NAME");
    }

    @Test
    void printsTheAnswerAsJson() {
        assertThat(console.run("catalog", "--kernel", "work", "--find", "ord", "--json")).isZero();
        assertThat(console.out()).contains("\"total\" : 7", "\"kind\" : \"table\"");
    }
}
