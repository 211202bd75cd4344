package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.KernelState;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.testing.TestingCommandLine.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Drey starts, it ends again, and nothing of it stays behind on the machine. */
class ITProcesses {
    @TempDir Path data;

    @AfterEach
    void stop() throws Exception {
        down();
    }

    @Test
    void downEndsAServerThatIsOnlyStarting() throws Exception {
        for (int millis : new int[] {300, 900}) {
            TestingCommandLine up = up(List.of());
            Thread.sleep(millis);
            // It waits until the server can be asked, so that nothing has to be killed.
            Said said = down();
            assertThat(said.err())
                    .isIn("Drey is down.\n", "Drey was not running on " + data + ".\n");
            up.await();
            down();
            assertThat(processes()).isEmpty();
        }
    }

    @Test
    void nothingIsLeftInTheSystemsTemporaryFolder() throws Exception {
        Path work = Files.createDirectories(Path.of("target", "it-processes").toAbsolutePath());
        data = Files.createTempDirectory(work, "data");
        // A temporary folder that only Drey's processes see.
        String own = "mount -t tmpfs tmpfs /tmp && exec \"$@\"";
        assumeTrue(canUnshare(), "needs the right to mount a temporary folder of its own");
        assumeFalse(TestingDrey.HOME.startsWith("/tmp"), "what is tested must not be hidden");
        Said up = up(List.of("unshare", "-m", "sh", "-c", own, "sh")).await();
        assertThat(up.exitCode()).as(up.err()).isZero();
        Said sql =
                TestingCommandLine.run(
                        "sql", "--data", data.toString(), "-e", "SELECT 6 * 7 AS answer");
        assertThat(sql.out()).as(sql.err()).contains("42");

        List<ProcessHandle> running = processes();
        assertThat(running).hasSizeGreaterThanOrEqualTo(4);
        Path seen = Path.of("/proc/" + running.get(0).pid() + "/root/tmp");
        assertThat(seen).isEmptyDirectory();
        assertThat(data.resolve("tmp/server")).isNotEmptyDirectory();
        assertThat(data.resolve("clusters/local/tmp/taskmanager")).isNotEmptyDirectory();

        assertThat(down().err()).isEqualTo("Drey is down.\n");
        assertThat(filesIn(data.resolve("tmp"))).isEmpty();
        assertThat(filesIn(data.resolve("clusters/local/tmp"))).isEmpty();
    }

    @Test
    void whatAKilledServerLeftIsTakenUpOrRemoved() throws Exception {
        TestingDrey drey = TestingDrey.start(data);
        KernelId kernel = drey.newKernel();
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
        Path kernels = data.resolve("tmp/kernels");
        Awaitility.await().until(() -> count(kernels) == 2);
        List<Path> before = list(kernels);
        drey.killServer();
        drey.startAgain();
        // The kernel goes on with its folder; the spare that nobody knows any more is replaced.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> count(kernels) == 2 && !list(kernels).equals(before));
        assertThat(list(kernels)).containsAnyElementsOf(before);
        assertThat(drey.rows(kernel, "SELECT 1 + 1")).containsExactly("[2]");
        assertThat(down().err()).isEqualTo("Drey is down.\n");
        assertThat(processes()).isEmpty();
    }

    @Test
    void anIdleKernelIsStoppedAndItsNextRunSaysSo() throws Exception {
        TestingDrey drey = TestingDrey.start(data, "kernel.idle-timeout=3s");
        KernelId kernel = drey.newKernel();
        drey.rows(kernel, "SELECT 1 + 1");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> drey.client().getKernel(kernel).state() == KernelState.STOPPED);
        assertThat(drey.client().getKernel(kernel).why())
                .isEqualTo("Stopped after being idle for 3 s");
        RunInfo run = drey.run(kernel, ExecutionMode.BATCH, "SELECT 2 + 3");
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.warnings().toString()).contains("temporary tables");
    }

    @Test
    void anInterruptedCommandLeavesNoKernel() throws Exception {
        TestingDrey drey = TestingDrey.start(data);
        drey.awaitClusterUp();
        for (int millis : new int[] {250, 300, 350, 400, 450, 600, 4000}) {
            TestingCommandLine sql =
                    TestingCommandLine.start(
                            List.of(),
                            "sql",
                            "--data",
                            data.toString(),
                            "--mode",
                            "streaming",
                            "--format",
                            "csv",
                            "-e",
                            "CREATE TEMPORARY TABLE t (a INT) WITH ('connector' = 'datagen',"
                                    + " 'rows-per-second' = '10'); SELECT * FROM t");
            TimeUnit.MILLISECONDS.sleep(millis);
            sql.interrupt();
            sql.await();
            assertThat(drey.client().listKernels()).isEmpty();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                drey.client().listJobs().stream()
                                        .noneMatch(job -> job.state().equals("RUNNING")));
    }

    private TestingCommandLine up(List<String> program) throws IOException {
        return TestingCommandLine.start(
                program, "up", "--detach", "--port", "0", "--data", data.toString());
    }

    private Said down() throws IOException, InterruptedException {
        return TestingCommandLine.run("down", "--data", data.toString());
    }

    /** Java programs that name the data directory. */
    private List<ProcessHandle> processes() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> commandLine(process.pid()).contains(data + "/"))
                .filter(process -> commandLine(process.pid()).contains("java"))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static boolean canUnshare() throws Exception {
        return new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                        .start()
                        .waitFor()
                == 0;
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static int count(Path folder) throws IOException {
        return list(folder).size();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
