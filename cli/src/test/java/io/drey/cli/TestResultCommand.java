package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.ExitCode;
import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResultCommand {
    @TempDir private Path folder;
    private TestingDrey drey;
    private TestingConsole console;

    @BeforeEach
    void start() throws IOException {
        drey = new TestingDrey();
        console = new TestingConsole(folder).with(drey);
        drey.add(
                new TestingResult(
                                "r-1",
                                new RunId("run-1"),
                                ExecutionMode.BATCH,
                                ChangelogKind.APPEND)
                        .change(TestingResult.INSERT, "ü,1", 1L)
                        .change(TestingResult.INSERT, "b", 2L)
                        .ended());
    }

    @AfterEach
    void stop() {
        drey.close();
    }

    @Test
    void showsRowsAndHowManyThereAre() {
        assertThat(console.run("result", "r-1", "--sort", "n:desc", "--format", "csv"))
                .isEqualTo(ExitCode.OK);
        assertThat(console.out()).isEqualTo("name,n\n\"ü,1\",1\nb,2\n");
        assertThat(console.err()).contains("2 of 2 rows found among 2");
    }

    @Test
    void writesAllRowsToAFileOfTheKindItsNameSays() throws Exception {
        Path file = folder.resolve("all.parquet");
        assertThat(
                        console.run(
                                "result",
                                "r-1",
                                "--where",
                                "n >= 2",
                                "--search",
                                "B",
                                "-o",
                                file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(Files.readString(file))
                .contains("format=parquet")
                .contains("{\"column\":\"n\",\"op\":\"ge\",\"values\":[\"2\"]}")
                .contains("\"search\":\"B\"");
        assertThat(console.err()).contains("Wrote " + file);
        try (var all = Files.list(folder)) {
            assertThat(all).noneMatch(each -> each.toString().endsWith(".part"));
        }
    }

    @Test
    void saysWhatItDoesNotUnderstand() {
        assertThat(console.run("result", "r-1", "-o", "rows.xlsx")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("rows.xlsx").contains(".parquet");
        assertThat(console.run("result", "r-1", "--where", "n like 2")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("n like 2").contains("starts-with");
        assertThat(console.run("result", "gone")).isEqualTo(ExitCode.FAILED);
    }
}
