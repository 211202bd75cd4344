package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.ExitCode;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNotebookCommand {
    @TempDir private Path folder;
    private TestingDrey drey;
    private TestingConsole console;
    private String file = "";

    @BeforeEach
    void start() throws IOException {
        drey = new TestingDrey();
        console = new TestingConsole(folder).with(drey);
        file = Files.writeString(folder.resolve("n.drey.md"), "# any").toString();
        drey.onQuery(
                "GOOD",
                "q1",
                ExecutionMode.BATCH,
                ChangelogKind.APPEND,
                result ->
                        result.change(TestingResult.INSERT, "a", 1L)
                                .change(TestingResult.INSERT, null, 2L)
                                .ended());
        drey.onSource(
                "BAD",
                request ->
                        TestingRun.of(request, RunState.FAILED)
                                .withError(DreyErrorCode.TABLE_NOT_FOUND, "No table x.", 1, 1, 3));
        drey.onQuery(
                "STREAM",
                "q2",
                ExecutionMode.STREAMING,
                ChangelogKind.APPEND,
                result -> result.change(TestingResult.INSERT, "s", 9L));
        drey.onSource("INSERT", request -> TestingRun.of(request, RunState.STREAMING).withInsert());
    }

    @AfterEach
    void stop() {
        drey.close();
    }

    @Test
    void printsOneJsonObjectForEachCell() {
        drey.setNotebook(notebook(cell("one", "GOOD"), cell("two", "STREAM")));

        int exitCode =
                console.run("notebook", "run", file, "--format", "json", "--stream-for", "0.2");

        assertThat(exitCode).isZero();
        assertThat(console.out().lines())
                .containsExactly(
                        "{\"id\":\"one\",\"language\":\"sql\",\"state\":\"succeeded\",\"rows\":2,"
                                + "\"columns\":[{\"name\":\"name\",\"type\":\"STRING\"},"
                                + "{\"name\":\"n\",\"type\":\"BIGINT\"}],"
                                + "\"firstRows\":[{\"name\":\"a\",\"n\":1},{\"name\":null,\"n\":2}],"
                                + "\"error\":null,\"elapsedMillis\":1234}",
                        "{\"id\":\"two\",\"language\":\"sql\",\"state\":\"succeeded\",\"rows\":1,"
                                + "\"columns\":[{\"name\":\"name\",\"type\":\"STRING\"},"
                                + "{\"name\":\"n\",\"type\":\"BIGINT\"}],"
                                + "\"firstRows\":[{\"name\":\"s\",\"n\":9}],"
                                + "\"error\":null,\"elapsedMillis\":1234}");
        assertThat(drey.log()).anyMatch(call -> call.matches("POST /runs/r\\d+/cancel"));
    }

    @Test
    void stopsAtAFailedCellAndNamesIt() {
        drey.setNotebook(notebook(cell("one", "BAD"), cell("two", "GOOD")));

        int exitCode = console.run("notebook", "run", file, "--format=json");

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(console.out())
                .contains("\"id\":\"one\",\"language\":\"sql\",\"state\":\"failed\"")
                .contains("\"code\":\"TABLE_NOT_FOUND\"")
                .contains("\"id\":\"two\",\"language\":\"sql\",\"state\":\"skipped\"");
        assertThat(console.err())
                .contains("cell one: error: No such table: No table x.")
                .contains("failed: cell one");
        assertThat(drey.requests()).hasSize(1);
    }

    @Test
    void goesOnBehindAFailedCellWhenAsked() {
        drey.setNotebook(notebook(cell("one", "BAD"), cell("two", "GOOD")));

        int exitCode = console.run("notebook", "run", file, "--keep-going");

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(console.out()).contains("one  ✗ failed", "two  ✓ succeeded", " a      | 1");
    }

    @Test
    void cancelsStreamingInsertsAtTheEnd() {
        drey.setNotebook(notebook(cell("write", "INSERT"), cell("read", "GOOD")));

        assertThat(console.run("notebook", "run", file)).isZero();

        List<String> log = drey.log();
        assertThat(log.indexOf("DELETE /kernels/k1"))
                .isGreaterThan(lastIndexOf(log, "/cancel"))
                .isPositive();
        assertThat(lastIndexOf(log, "/cancel")).isGreaterThan(lastIndexOf(log, "/rows"));
    }

    @Test
    void keepsStreamingInsertsWhenAsked() {
        drey.setNotebook(notebook(cell("write", "INSERT")));

        assertThat(console.run("notebook", "run", file, "--keep-jobs")).isZero();

        assertThat(drey.log()).noneMatch(call -> call.endsWith("/cancel"));
        assertThat(console.err()).contains("Jobs of 1 cell go on");
    }

    @Test
    void leavesNothingOfAFileOnTheServer() {
        drey.setNotebook(notebook(cell("one", "GOOD")));

        console.run("notebook", "run", file);

        assertThat(drey.log()).contains("POST /notebooks", "DELETE /notebooks/n.drey.md");
        // Only a visitor: nobody will want it back.
        assertThat(drey.log()).contains("DELETE /trash/20261123-080000-000");
    }

    @Test
    void takesTheModeOfTheFrontMatterForCellsWithoutOne() {
        NotebookBlock front =
                new NotebookBlock(
                        "~front@",
                        NotebookBlock.Kind.FRONT_MATTER,
                        null,
                        null,
                        Map.of("session.runtime", "batch"),
                        "",
                        1);
        NotebookBlock plain =
                new NotebookBlock("b", NotebookBlock.Kind.CELL, "b", "sql", Map.of(), "GOOD", 1);
        drey.setNotebook(notebook(front, cell("a", "GOOD"), plain));

        assertThat(console.run("notebook", "run", file)).isZero();

        assertThat(drey.requests())
                .extracting(request -> request.mode())
                .containsExactly(ExecutionMode.STREAMING, ExecutionMode.BATCH);
    }

    @Test
    void saysWhenThereIsNoSuchNotebook() {
        assertThat(console.run("notebook", "run", "nowhere.drey.md")).isEqualTo(ExitCode.FAILED);

        assertThat(console.err())
                .contains("neither a file here, nor a notebook in Drey, nor a tutorial");
    }

    @Test
    void movesCopiesDeletesAndRestores() {
        drey.setNotebook(notebook());

        assertThat(console.run("notebook", "rename", "a b.drey.md", "team/n")).isZero();
        assertThat(console.run("notebook", "copy", "a.drey.md")).isZero();
        assertThat(console.out().lines()).containsExactly("n.drey.md", "n.drey.md");
        assertThat(drey.log())
                .contains(
                        "POST /notebooks/a b.drey.md/move",
                        "body {\"to\":\"team/n\"}",
                        "POST /notebooks/a.drey.md/copy");
        assertThat(console.run("notebook", "delete", "a.drey.md")).isZero();
        assertThat(console.err()).contains("./drey notebook restore 20261123-080000-000");
        assertThat(console.run("notebook", "restore")).isZero();
        assertThat(console.out()).contains("20261123-080000-000", "old.drey.md");
        assertThat(console.run("notebook", "restore", "20261123-080000-000")).isZero();
        assertThat(drey.log()).contains("POST /trash/20261123-080000-000/restore");
    }

    @Test
    void showsAndRestoresOlderVersions() {
        drey.setNotebook(notebook());

        assertThat(console.run("notebook", "history", "n.drey.md")).isZero();
        assertThat(console.out()).contains("restored 1", "1 added, 2 changed", "2.0 KB");
        assertThat(console.run("notebook", "history", "n.drey.md", "--diff", "2")).isZero();
        assertThat(console.out())
                .contains(
                        "a: changed, moved",
                        "mode: (none) -> batch",
                        "  - SELECT 1;",
                        "  + SELECT 2;",
                        "... 4 lines the same");
        assertThat(console.run("notebook", "restore", "n.drey.md", "--version", "1", "--cell", "a"))
                .isZero();
        assertThat(drey.log())
                .contains(
                        "POST /history/1/restore",
                        "body {\"notebook\":\"n.drey.md\",\"block\":\"a\"}");
        assertThat(console.err()).contains("./drey notebook restore n.drey.md --version 3");
    }

    @Test
    void restoringDoesNotGuessWhatIsMeant() {
        assertThat(console.run("notebook", "restore", "n.drey.md")).isEqualTo(ExitCode.USAGE);
        assertThat(console.err()).contains("is no id of a deleted notebook", "--version");
        assertThat(console.run("notebook", "restore", "--version", "3")).isEqualTo(ExitCode.USAGE);
        assertThat(drey.log()).noneMatch(call -> call.startsWith("POST"));
    }

    @Test
    void findsTextAndSaysWhere() {
        assertThat(console.run("notebook", "search", "Carrier")).isZero();
        assertThat(console.out().lines()).containsExactly("a/x.drey.md:by_day:2:   carrier FROM f");
        assertThat(console.err()).contains("There is more");
    }

    private static int lastIndexOf(List<String> log, String end) {
        int last = -1;
        for (int i = 0; i < log.size(); i++) {
            last = log.get(i).endsWith(end) ? i : last;
        }
        return last;
    }

    private static NotebookBlock cell(String id, String text) {
        return new NotebookBlock(
                id, NotebookBlock.Kind.CELL, id, "sql", Map.of("mode", "streaming"), text, 1);
    }

    private static Notebook notebook(NotebookBlock... cells) {
        return new Notebook("n.drey.md", "v1", "N", List.of(), false, List.of(cells));
    }
}
