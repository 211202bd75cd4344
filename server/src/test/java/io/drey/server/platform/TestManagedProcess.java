package io.drey.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestManagedProcess {
    @TempDir Path directory;

    @Test
    void startsAdoptsAndStops() throws IOException {
        ManagedProcess process = start("echo \"$WHO\"; exec sleep 60");
        ManagedProcess adopted =
                ManagedProcess.adopt("again", process.pid(), process.startedAt()).orElseThrow();
        assertThat(adopted.isAlive()).isTrue();
        assertThat(adopted.memoryBytes()).isPositive();
        adopted.stop(Duration.ofSeconds(5));
        assertThat(process.isAlive()).isFalse();
        assertThat(ManagedProcess.adopt("gone", process.pid(), process.startedAt())).isEmpty();
    }

    @Test
    void doesNotAdoptAnotherProcessOfThatPid() throws IOException {
        ManagedProcess process = start("exec sleep 60");
        assertThat(
                        ManagedProcess.adopt(
                                "other", process.pid(), process.startedAt().minusSeconds(9)))
                .isEmpty();
        process.kill();
    }

    @Test
    void killsWhatIgnoresTheAskingAndWritesTheLog() throws Exception {
        ManagedProcess process = start("trap '' TERM; echo \"$WHO\"; while true; do sleep 1; done");
        Path log = directory.resolve("log/p.log");
        while (!Files.readString(log).contains("drey")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        process.stop(Duration.ofMillis(200));
        assertThat(process.isAlive()).isFalse();
    }

    private ManagedProcess start(String script) throws IOException {
        return ManagedProcess.start(
                new ProcessSpec(
                        "p",
                        List.of("/bin/sh", "-c", script),
                        Map.of("WHO", "drey"),
                        directory,
                        directory.resolve("log/p.log")));
    }
}
