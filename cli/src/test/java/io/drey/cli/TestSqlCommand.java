package io.drey.cli;

import static io.drey.cli.TestingResult.INSERT;
import static io.drey.cli.TestingResult.UPDATE_AFTER;
import static io.drey.cli.TestingResult.UPDATE_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.ExitCode;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSqlCommand {
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
    void printsRowsOnTheOutputAndAllElseOnTheError() {
        answerWithTwoRows("SELECT * FROM t");

        assertThat(console.run("sql", "-e", "SELECT * FROM t")).isZero();

        assertThat(console.out())
                .isEqualTo(
                        """
                         name   | n
                        --------+---
                         Zürich | 1
                         <NULL> | 2
                        """);
        assertThat(console.err()).contains("2 rows in");
    }

    @Test
    void asksForBatchUnlessToldOtherwise() {
        answerWithTwoRows("SELECT * FROM t");

        console.run("sql", "-e", "SELECT * FROM t");

        assertThat(drey.requests().get(0).mode()).isEqualTo(ExecutionMode.BATCH);
    }

    @Test
    void endsTheKernelThatWasStartedForIt() {
        answerWithTwoRows("SELECT * FROM t");

        console.run("sql", "-e", "SELECT * FROM t");

        assertThat(drey.log()).contains("DELETE /kernels/k1");
    }

    @Test
    void leavesANamedKernelAlone() {
        answerWithTwoRows("SELECT * FROM t");

        console.run("sql", "--kernel", "work", "-e", "SELECT * FROM t");

        assertThat(drey.log()).doesNotContain("DELETE /kernels/k1");
    }

    @Test
    void writesCsvWithNullsApartFromEmptyText() {
        answerWithTwoRows("SELECT * FROM t");

        console.run("sql", "--format", "csv", "-e", "SELECT * FROM t");

        assertThat(console.out()).isEqualTo("name,n\nZürich,1\n,2\n");
    }

    @Test
    void writesJson() {
        answerWithTwoRows("SELECT * FROM t");

        console.run("sql", "--format", "json", "-e", "SELECT * FROM t");

        assertThat(console.out())
                .isEqualTo("[\n{\"name\":\"Zürich\",\"n\":1},\n{\"name\":null,\"n\":2}\n]\n");
    }

    @Test
    void saysHowManyRowsALimitLeavesOut() {
        answerWithTwoRows("SELECT * FROM t");

        assertThat(console.run("sql", "--limit", "1", "-e", "SELECT * FROM t")).isZero();

        assertThat(console.out()).doesNotContain("<NULL>");
        assertThat(console.err()).contains("1 of 2 rows (--limit)");
    }

    @Test
    void failsWhenTheServerHoldsOnlyAPart() {
        drey.onQuery(
                "SELECT * FROM t",
                "q1",
                ExecutionMode.BATCH,
                ChangelogKind.APPEND,
                result -> result.change(INSERT, "a", 1L).stopped("The result is too large."));

        assertThat(console.run("sql", "-e", "SELECT * FROM t")).isEqualTo(1);

        assertThat(console.err()).contains("not all of it is here: The result is too large.");
    }

    @Test
    void marksThePlaceOfAnError() {
        String source = "SELECT 1;\nSELECT dep_dely FROM flights";
        drey.onSource(
                source,
                request ->
                        TestingRun.of(request, RunState.FAILED)
                                .withError(
                                        DreyErrorCode.COLUMN_NOT_FOUND,
                                        "The table flights has no column dep_dely.",
                                        2,
                                        8,
                                        15));

        assertThat(console.run("sql", "-e", source)).isEqualTo(1);

        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .isEqualTo(
                        """
                        error: No such column: The table flights has no column dep_dely.
                          line 2, column 8
                          2 | SELECT dep_dely FROM flights
                            |        ^^^^^^^^
                          Did you mean dep_delay?
                          List the columns with DESCRIBE.
                          (the engine's full text: --verbose)
                        """);
    }

    @Test
    void printsChangesOfAStreamAsTheyCome() {
        answerWithStream("SELECT * FROM s");

        int exitCode =
                console.run(
                        "sql",
                        "--mode=streaming",
                        "--format=jsonl",
                        "--limit=3",
                        "-e",
                        "SELECT * FROM s");

        assertThat(exitCode).isZero();
        assertThat(console.out())
                .isEqualTo(
                        """
                        {"op":"+I","row":{"name":"a","n":1}}
                        {"op":"-U","row":{"name":"a","n":1}}
                        {"op":"+U","row":{"name":"a","n":2}}
                        """);
        assertThat(drey.log()).anyMatch(call -> call.matches("POST /runs/r\\d+/cancel"));
    }

    @Test
    void printsTheTableAStreamAmountsTo() {
        answerWithStream("SELECT * FROM s");

        int exitCode =
                console.run(
                        "sql", "--mode=streaming", "--stream-for=300ms", "-e", "SELECT * FROM s");

        assertThat(exitCode).isZero();
        assertThat(console.out())
                .isEqualTo(
                        """
                         name | n
                        ------+---
                         a    | 2
                        """);
        assertThat(console.err()).contains("the stream was watched for the time given");
    }

    @Test
    void endsAStreamAtTheTimeoutWithItsOwnExitCode() {
        answerWithStream("SELECT * FROM s");

        int exitCode =
                console.run(
                        "sql",
                        "--mode=streaming",
                        "--format=csv",
                        "--timeout=300ms",
                        "-e",
                        "SELECT * FROM s");

        assertThat(exitCode).isEqualTo(ExitCode.TIMEOUT);
        assertThat(console.out()).startsWith("op,name,n\n+I,a,1\n");
        assertThat(drey.log()).anyMatch(call -> call.matches("POST /runs/r\\d+/cancel"));
    }

    @Test
    void endsTheQueryWhenNobodyReadsItsRowsAnyMore() {
        answerWithStream("SELECT * FROM s");

        int exitCode =
                console.withBrokenPipe()
                        .run("sql", "--mode=streaming", "--format=csv", "-e", "SELECT * FROM s");

        assertThat(exitCode).isEqualTo(ExitCode.BROKEN_PIPE);
        assertThat(drey.log()).anyMatch(call -> call.matches("POST /runs/r\\d+/cancel"));
        assertThat(drey.log()).contains("DELETE /kernels/k1");
    }

    @Test
    void leavesAStreamingInsertRunningAndNamesItsJob() {
        drey.onSource(
                "INSERT INTO x SELECT * FROM s",
                request -> TestingRun.of(request, RunState.STREAMING).withInsert());

        int exitCode =
                console.run("sql", "--mode=streaming", "-e", "INSERT INTO x SELECT * FROM s");

        assertThat(exitCode).isZero();
        assertThat(console.err()).contains("drey job cancel " + TestingRun.JOB);
        assertThat(drey.log()).noneMatch(call -> call.contains("cancel"));
    }

    @Test
    void readsStatementsFromAFileAndFromTheInput() throws IOException {
        answerWithTwoRows("SELECT * FROM t");
        Path file = Files.writeString(folder.resolve("query.sql"), "SELECT * FROM t");

        assertThat(console.run("sql", "-f", file.toString())).isZero();
        assertThat(console.withInput("SELECT * FROM t").run("sql", "-")).isZero();
        assertThat(console.withInput("SELECT * FROM t").run("sql")).isZero();

        assertThat(drey.requests()).hasSize(3);
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThat(console.run("sql", "-f", "nowhere.sql")).isEqualTo(1);
        assertThat(console.err()).contains("No such file: nowhere.sql: cannot be read");
    }

    @Test
    void refusesArgumentsThatMakeNoSense() {
        assertThat(console.run("sql", "-e", "SELECT 1", "-f", "x.sql")).isEqualTo(2);
        assertThat(console.run("sql", "--format", "xml", "-e", "SELECT 1")).isEqualTo(2);
        assertThat(console.run("sql", "--limit", "0", "-e", "SELECT 1")).isEqualTo(2);
        assertThat(console.run("sql", "--timeout", "soon", "-e", "SELECT 1")).isEqualTo(2);
        assertThat(console.run("sql", "--lmit", "3")).isEqualTo(2);

        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains("-e, -f and - exclude each other")
                .contains("xml")
                .contains("--limit: 0 (expected: >= 1)")
                .contains("'soon' (expected: a duration such as 500ms, 30s, 2m or 1h)")
                .contains("--limit");
    }

    @Test
    void saysThatTheServerCannotBeReached() {
        drey.close();

        assertThat(console.run("sql", "-e", "SELECT 1")).isEqualTo(ExitCode.UNAVAILABLE);

        assertThat(console.err()).contains("The server does not answer").contains("./drey up");
    }

    private void answerWithTwoRows(String source) {
        drey.onQuery(
                source,
                "q1",
                ExecutionMode.BATCH,
                ChangelogKind.APPEND,
                result -> result.change(INSERT, "Zürich", 1L).change(INSERT, null, 2L).ended());
    }

    private void answerWithStream(String source) {
        drey.onQuery(
                source,
                "q2",
                ExecutionMode.STREAMING,
                ChangelogKind.UPSERT,
                result ->
                        result.change(INSERT, "a", 1L)
                                .change(UPDATE_BEFORE, "a", 1L)
                                .change(UPDATE_AFTER, "a", 2L)
                                .table(List.of(List.of("a", 2L))));
    }
}
