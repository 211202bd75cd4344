package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.ExitCode;
import io.drey.server.app.DreyServerMain;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Starts and stops a real process that stands in for the server. */
class ITUpAndDown {
    @TempDir private Path folder;
    private Path data;
    private Path home;

    @BeforeEach
    void lay() throws IOException {
        data = folder.resolve("data süß dir");
        home = folder.resolve("dist");
        Path lib = Files.createDirectories(home.resolve("server/lib"));
        String entry = DreyServerMain.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar =
                        new JarOutputStream(Files.newOutputStream(lib.resolve("server.jar")));
                InputStream bytes = DreyServerMain.class.getResourceAsStream("/" + entry)) {
            jar.putNextEntry(new ZipEntry(entry));
            bytes.transferTo(jar);
        }
    }

    @AfterEach
    void stop() {
        console().run("down", "--data", data.toString());
    }

    @Test
    void startsOnceAndStopsForGood() throws Exception {
        TestingConsole first = console();
        assertThat(first.run("up", "--detach", "--port", "0", "--data", data.toString())).isZero();
        assertThat(first.out()).matches("http://127\\.0\\.0\\.1:\\d+/\\?token=once\n");
        assertThat(first.err())
                .containsSubsequence(
                        "Starting Drey", "server", "Flink", "1.20.3, 4 slots", "kernel");
        ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();

        TestingConsole second = console();
        assertThat(second.run("up", "--data", data.toString())).isZero();
        assertThat(second.err()).contains("already up");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(console().run("status", "--data", data.toString())).isZero();

        TestingConsole down = console();
        assertThat(down.run("down", "--data", data.toString())).isZero();
        assertThat(down.err()).isEqualTo("Drey is down.\n");
        server.onExit().get(5, TimeUnit.SECONDS);
        assertThat(console().run("status", "--data", data.toString()))
                .isEqualTo(ExitCode.UNAVAILABLE);

        TestingConsole again = console();
        assertThat(again.run("down", "--data", data.toString())).isZero();
        assertThat(again.err()).contains("was not running");
    }

    @Test
    void startsAgainAfterTheServerWasKilled() throws Exception {
        console().run("up", "--detach", "--port", "0", "--data", data.toString());
        long killed = pid();
        ProcessHandle server = ProcessHandle.of(killed).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(5, TimeUnit.SECONDS);

        assertThat(console().run("up", "--detach", "--port", "0", "--data", data.toString()))
                .isZero();

        assertThat(pid()).isNotEqualTo(killed);
    }

    @Test
    void theForegroundEndsWellWhenStoppedFromElsewhere() throws Exception {
        TestingConsole foreground = console();
        CompletableFuture<Integer> up = up(foreground);

        assertThat(console().run("down", "--data", data.toString())).isZero();

        assertThat(up.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.OK);
        assertThat(foreground.err()).contains("Drey was stopped from elsewhere.");
    }

    @Test
    void theForegroundTellsOfAServerThatDied() throws Exception {
        TestingConsole foreground = console();
        CompletableFuture<Integer> up = up(foreground);

        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

        assertThat(up.get(10, TimeUnit.SECONDS)).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(foreground.err()).contains("the server is gone; its log is");
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(other.getLocalPort());
            TestingConsole console = console();

            int exitCode = console.run("up", "--detach", "--port", port, "--data", data.toString());

            assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(console.err())
                    .contains("error: The port is in use: port: " + port)
                    .contains("(used by java, pid " + ProcessHandle.current().pid() + ")")
                    .contains("--port");
        }
    }

    @Test
    void startsTheServerWithTheJavaThatRunsTheCommand() throws IOException {
        // The start script has found a Java that fits, and JAVA_HOME may name one that does not.
        Path old = Files.createDirectories(folder.resolve("jdk-8/bin"));
        Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 1\n");
        assertThat(old.resolve("java").toFile().setExecutable(true)).isTrue();
        TestingConsole console = console().withVariable("JAVA_HOME", old.getParent().toString());

        int exitCode = console.run("up", "--detach", "--port", "0", "--data", data.toString());

        assertThat(exitCode).as(console.err()).isZero();
    }

    @Test
    void showsTheLastWordsOfAServerThatDies() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("die"), "");
        TestingConsole console = console();

        int exitCode = console.run("up", "--detach", "--port", "0", "--data", data.toString());

        assertThat(exitCode).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(console.err())
                .contains("the server ended while it started (exit code 7)")
                .contains("the disk is on fire");
    }

    /** Starts in the foreground and returns when the link was printed. */
    private CompletableFuture<Integer> up(TestingConsole console) {
        CompletableFuture<Integer> up =
                CompletableFuture.supplyAsync(
                        () -> console.run("up", "--port", "0", "--data", data.toString()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> up.isDone() || console.err().contains("Ctrl-C stops Drey."));
        return up;
    }

    private TestingConsole console() {
        return new TestingConsole(folder).withDreyHome(home).withVariable("PATH", "/usr/bin:/bin");
    }

    private long pid() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(data.resolve("server.json")))
                .get("pid")
                .asLong();
    }
}
