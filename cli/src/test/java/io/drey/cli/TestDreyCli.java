package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.ExitCode;
import io.drey.model.ClusterInfo;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDreyCli {
    @TempDir private Path folder;

    @Test
    void explainsItselfWithoutArguments() {
        TestingConsole console = new TestingConsole(folder);

        assertThat(console.run()).isZero();

        assertThat(console.out()).contains("Commands:", "sql", "notebook", "Examples:");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void suggestsTheNearestCommand() {
        TestingConsole console = new TestingConsole(folder);

        assertThat(console.run("versoin")).isEqualTo(ExitCode.USAGE);

        assertThat(console.err())
                .isEqualTo(
                        "error: 'versoin' is not a command or option here\n"
                                + "Did you mean: ./drey version?\n");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void everyCommandHasExamples() {
        for (String command :
                List.of(
                        "up",
                        "down",
                        "status",
                        "url",
                        "logs",
                        "doctor",
                        "sql",
                        "notebook",
                        "jobs",
                        "job",
                        "version")) {
            TestingConsole console = new TestingConsole(folder);

            assertThat(console.run(command, "--help")).isZero();

            assertThat(console.out()).as(command).contains("Examples:\n  ./drey " + command);
        }
    }

    @Test
    void refusesToStartWithSettingsThatMakeNoSense() {
        TestingConsole console = new TestingConsole(folder);

        assertThat(console.run("up", "--port", "70000")).isEqualTo(ExitCode.USAGE);
        assertThat(console.run("up", "--set", "novalue")).isEqualTo(ExitCode.USAGE);

        assertThat(console.err())
                .contains("--port: 70000 (expected: 0 to 65535)")
                .contains("--set: novalue (expected: KEY=VALUE)");
    }

    @Test
    void usesTheExitCodeOfAnAbsentServer() {
        for (String command : List.of("status", "url", "jobs", "logs")) {
            TestingConsole console = new TestingConsole(folder);

            assertThat(console.run(command)).as(command).isEqualTo(ExitCode.UNAVAILABLE);

            assertThat(console.err())
                    .contains("no server is running on " + folder.resolve(".drey"))
                    .contains("Start it with `./drey up`.");
        }
    }

    @Test
    void showsTheProcesses() throws IOException {
        try (TestingDrey drey = new TestingDrey()) {
            drey.setStatus(status());
            TestingConsole console = new TestingConsole(folder).with(drey);

            assertThat(console.run("status")).isZero();

            assertThat(console.out())
                    .contains("Flink 1.20.3 (local): up, 3 of 4 slots free")
                    .contains(" server     |       |  41 | 8090 | running | 120 MB | 0.1.0   |")
                    .contains("memory together: 420 MB");
        }
    }

    @Test
    void printsTheStatusAsTheApiGivesIt() throws IOException {
        try (TestingDrey drey = new TestingDrey()) {
            drey.setStatus(status());
            TestingConsole console = new TestingConsole(folder).with(drey);

            assertThat(console.run("status", "--json")).isZero();

            assertThat(console.out())
                    .contains("\"pid\" : 41", "\"state\" : \"up\"", "\"memoryBytes\" : 314572800");
        }
    }

    @Test
    void listsRunningJobsFirst() throws IOException {
        try (TestingDrey drey = new TestingDrey()) {
            TestingConsole console = new TestingConsole(folder).with(drey);

            assertThat(console.run("jobs")).isZero();

            assertThat(console.out())
                    .containsSubsequence(
                            " | running  | 1.50 s |   1,000 |          | n.drey.md | c1   | active",
                            " | finished | 1.50 s |   1,000 |          | n.drey.md | c1   | ended");
        }
    }

    @Test
    void cancelsAJob() throws IOException {
        try (TestingDrey drey = new TestingDrey()) {
            TestingConsole console = new TestingConsole(folder).with(drey);

            assertThat(console.run("job", "cancel", TestingRun.JOB.value())).isZero();
            assertThat(console.run("job")).isEqualTo(ExitCode.USAGE);
            assertThat(console.run("job", "cancel")).isEqualTo(ExitCode.USAGE);

            assertThat(drey.log()).contains("POST /jobs/" + TestingRun.JOB + "/cancel");
        }
    }

    @Test
    void printsOneLinkAndNothingElse() throws IOException {
        try (TestingDrey drey = new TestingDrey()) {
            TestingConsole console = new TestingConsole(folder).with(drey);

            assertThat(console.run("url")).isZero();

            assertThat(console.out()).isEqualTo(drey.url() + "/?token=once\n");
            assertThat(console.err()).isEmpty();
        }
    }

    @Test
    void tellsItsVersion() {
        TestingConsole console = new TestingConsole(folder);

        assertThat(console.run("version")).isZero();

        assertThat(console.out()).matches("(?s)drey \\d.*\njava \\d.*");
    }

    @Test
    void saysThatTheTokenIsWrong() throws IOException {
        try (TestingDrey drey = new TestingDrey()) {
            TestingConsole console =
                    new TestingConsole(folder).with(drey).withVariable("DREY_TOKEN", "wrong");

            assertThat(console.run("status")).isEqualTo(ExitCode.FAILED);

            assertThat(console.err()).contains("Not signed in");
        }
    }

    @Test
    void printsTheServerLogWhenTheServerIsDown() throws IOException {
        Path log = folder.resolve(".drey/logs/server.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, "one\ntwo\nthree\n");
        TestingConsole console = new TestingConsole(folder);

        assertThat(console.run("logs", "-n", "2")).isZero();

        assertThat(console.out()).isEqualTo("two\nthree\n");
    }

    @Test
    void findsEveryProblemAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        TestingConsole console = new TestingConsole(folder).withDreyHome(folder);

        int exitCode = console.run("doctor", "--data", file.resolve("below").toString());

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(console.out())
                .contains("✗ build", "server/lib, cli/lib, kernel/1.20/lib, runtime/1.20/lib")
                .contains("→ Build it")
                .contains("✓ java")
                .contains("disk");
    }

    private static StatusInfo status() {
        Instant start = Instant.parse("2026-03-01T08:00:00Z");
        return new StatusInfo(
                "0.1.0",
                start,
                "/data",
                List.of(
                        new ProcessInfo(
                                "server",
                                "",
                                41L,
                                8090,
                                "0.1.0",
                                120L << 20,
                                "running",
                                start,
                                null),
                        new ProcessInfo(
                                "jobmanager",
                                "local",
                                42L,
                                8081,
                                "1.20.3",
                                300L << 20,
                                "running",
                                start,
                                null)),
                new ClusterInfo(
                        "local",
                        ClusterInfo.State.UP,
                        "http://127.0.0.1:8081",
                        "1.20.3",
                        4,
                        3,
                        null));
    }
}
