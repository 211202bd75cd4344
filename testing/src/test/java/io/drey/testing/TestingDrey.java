package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.client.DreyClient;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.ProcessInfo;
import io.drey.model.ResultId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real Drey from the built distribution, on free ports and a data directory of its own. */
final class TestingDrey implements AutoCloseable {
    static final Path HOME = Path.of("..", "dist", "target", "drey").toAbsolutePath().normalize();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ADDRESS = "\"%s\"\\s*:\\s*\"([^\"]+)\"";

    private final Path data;
    private final List<String> settings;
    private Process server;
    private DreyClient client;

    private TestingDrey(Path data, List<String> settings) throws IOException {
        this.data = data;
        this.settings = List.copyOf(settings);
        start();
    }

    /** Starts with options given as {@code key=value}. */
    static TestingDrey start(Path data, String... settings) throws IOException {
        assertThat(HOME.resolve("server/lib")).as("run ./drey build first").exists();
        return new TestingDrey(data, List.of(settings));
    }

    DreyClient client() {
        return client;
    }

    Path data() {
        return data;
    }

    /** Where browsers find it. */
    URI url() throws IOException {
        return address("url");
    }

    /** Where processes of this machine find it. */
    URI local() throws IOException {
        return address("local");
    }

    String token() throws IOException {
        return Files.readString(data.resolve("secrets/cli.token")).trim();
    }

    Process server() {
        return server;
    }

    /** Kills the server as a power cut would; what it started lives on. */
    void killServer() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    /** Starts the server again on the same data directory. */
    void startAgain() throws IOException {
        start();
    }

    /** Starts one more server on the same data directory and returns its exit code. */
    int startAnother() throws IOException, InterruptedException {
        return launch().waitFor();
    }

    KernelId newKernel() {
        return client.createKernel(new KernelRequest(null, null)).id();
    }

    /** Runs source text and waits until it streams or has ended. */
    RunInfo run(KernelId kernel, ExecutionMode mode, String source) {
        RunInfo run = submit(kernel, mode, source, null);
        return client.awaitRun(
                run.id(),
                now -> now.state().isFinal() || now.state() == RunState.STREAMING,
                PATIENCE);
    }

    RunInfo submit(KernelId kernel, ExecutionMode mode, String source, @Nullable Long limit) {
        return client.createRun(
                kernel, new RunRequest("sql", source, mode, null, null, null, limit, null));
    }

    /** The result of a run's last statement that has one. */
    ResultId resultOf(RunInfo run) {
        ResultId last = null;
        for (var statement : run.statements()) {
            last = statement.resultId() == null ? last : statement.resultId();
        }
        assertThat(last).as("result of %s", run).isNotNull();
        return last;
    }

    /** Runs a bounded query and returns its rows as text. */
    List<String> rows(KernelId kernel, String query) {
        RunInfo run = run(kernel, ExecutionMode.BATCH, query);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.SUCCEEDED);
        return client.getRows(resultOf(run), 0, 10_000).rows().stream()
                .map(String::valueOf)
                .toList();
    }

    ProcessInfo process(String role) {
        return client.getStatus().processes().stream()
                .filter(p -> p.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process of role " + role));
    }

    /** Kills a process as {@code kill -9} does. */
    static void kill(ProcessInfo process) {
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    }

    void awaitClusterUp() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> client.getStatus().cluster().slotsFree() > 0);
    }

    @Override
    public void close() throws IOException {
        if (!server.isAlive()) {
            start();
        }
        client.shutdown();
        server.onExit().join();
    }

    private URI address(String which) throws IOException {
        Matcher found =
                Pattern.compile(ADDRESS.formatted(which))
                        .matcher(Files.readString(data.resolve("server.json")));
        assertThat(found.find()).isTrue();
        return URI.create(found.group(1));
    }

    private void start() throws IOException {
        Files.deleteIfExists(data.resolve("server.json"));
        server = launch();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> Files.exists(data.resolve("server.json")) || !server.isAlive());
        assertThat(server.isAlive()).as("see %s", logs()).isTrue();
        client = DreyClient.of(local(), token());
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        Path temporary = Files.createDirectories(data.resolve("tmp").resolve("server"));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of("-cp", HOME.resolve("server/lib") + File.separator + "*"));
        command.add("io.drey.server.app.DreyServerMain");
        command.addAll(
                List.of("--home", HOME.toString(), "--data", data.toString(), "--port", "0"));
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(logs().resolve("server.log").toFile()))
                .start();
    }

    private Path logs() throws IOException {
        return Files.createDirectories(data.resolve("logs"));
    }
}
