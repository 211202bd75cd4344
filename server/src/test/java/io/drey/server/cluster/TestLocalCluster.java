package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLocalCluster {
    @TempDir private Path folder;

    @Test
    void knowsTheGenerationOfBeforeBeforeItIsStarted() throws IOException {
        LocalClusterSpec spec =
                new LocalClusterSpec(
                        folder.resolve("runtime"),
                        List.of(),
                        Files.createDirectories(folder.resolve("cluster")),
                        folder.resolve("logs"),
                        Path.of("java"),
                        LocalClusterSize.laptop());
        new LocalClusterRecord(7, "x", 3, null, null).write(new LocalClusterFiles(spec).records());

        LocalCluster cluster =
                new LocalCluster(spec, FlinkClient.create(Runnable::run), Clock.systemUTC());

        assertThat(cluster.generation()).isEqualTo(7);
        cluster.stop();
    }
}
