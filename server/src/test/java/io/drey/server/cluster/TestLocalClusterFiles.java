package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLocalClusterFiles {
    private static final LocalClusterPorts PORTS = new LocalClusterPorts(1, 2, 3);

    @TempDir private Path folder;
    private Path runtime;
    private Path data;
    private LocalClusterFiles files;

    @BeforeEach
    void layOut() throws IOException {
        runtime = folder.resolve("rün time");
        data = folder.resolve("a \"quoted\" dir");
        Files.createDirectories(runtime.resolve("lib"));
        Files.createFile(runtime.resolve("lib/b.jar"));
        Files.createFile(runtime.resolve("lib/a.jar"));
        Path pack = Files.createDirectories(folder.resolve("pack"));
        Files.createFile(pack.resolve("c.jar"));
        files =
                new LocalClusterFiles(
                        new LocalClusterSpec(
                                runtime,
                                List.of(pack),
                                data,
                                folder.resolve("logs"),
                                Path.of("java"),
                                LocalClusterSize.laptop()));
    }

    @Test
    void quotesPathsInSettingsAndArguments() throws IOException {
        files.write(PORTS);
        String quoted = data.toString().replace("\"", "\\\"");
        assertThat(data.resolve("conf/config.yaml"))
                .content()
                .contains("execution.checkpointing.dir: \"file://" + quoted + "/checkpoints\"\n")
                .contains("rest.port: \"1\"\n");
        assertThat(data.resolve("conf/taskmanager.args"))
                .content()
                .contains(
                        "\n-cp\n\""
                                + runtime
                                + "/lib/a.jar:"
                                + runtime
                                + "/lib/b.jar:"
                                + folder
                                + "/pack/c.jar\"\n");
    }

    @Test
    void marksTheCommandLineWithTheCluster() {
        assertThat(files.command(LocalClusterRole.JOB_MANAGER))
                .startsWith("java", "-Ddrey.cluster=" + data)
                .contains("@" + data + "/conf/jobmanager.args");
    }

    @Test
    void seesThatAJarHasChanged() throws IOException {
        String before = files.fingerprint(PORTS);
        assertThat(files.fingerprint(PORTS)).isEqualTo(before);
        Files.writeString(runtime.resolve("lib/a.jar"), "more");
        assertThat(files.fingerprint(PORTS)).isNotEqualTo(before);
    }

    @Test
    void refusesARuntimeWithoutJars() throws IOException {
        Files.delete(runtime.resolve("lib/a.jar"));
        Files.delete(runtime.resolve("lib/b.jar"));
        Files.delete(folder.resolve("pack/c.jar"));
        assertThatThrownBy(() -> files.write(PORTS)).hasMessageContaining("no jars in");
    }

    @Test
    void keepsItsPortsWhileTheyAreFree() throws IOException {
        Path file = folder.resolve("ports.json");
        LocalClusterPorts first = LocalClusterPorts.keptOrFresh(file);
        assertThat(LocalClusterPorts.keptOrFresh(file)).isEqualTo(first);
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(
                        first.rest(), 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            assertThat(LocalClusterPorts.keptOrFresh(file)).isNotEqualTo(first);
        }
        Files.writeString(file, "{ half a fi");
        assertThat(LocalClusterPorts.keptOrFresh(file)).isNotNull();
    }
}
