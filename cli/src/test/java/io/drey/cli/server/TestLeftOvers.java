package io.drey.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestLeftOvers {
    private static final DataDir DATA = new DataDir(Path.of("/srv/drey"));

    @Test
    void knowsKernelsAndFlinkOfTheDataDirectory() {
        assertThat(
                        LeftOvers.belongs(
                                List.of(
                                        "/usr/bin/java",
                                        "-Dlog.file=/srv/drey/logs/kernel-p1.log",
                                        "io.drey.kernel.KernelMain"),
                                DATA))
                .isTrue();
        assertThat(
                        LeftOvers.belongs(
                                List.of(
                                        "java",
                                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                                        "--configDir",
                                        "/srv/drey"),
                                DATA))
                .isTrue();
    }

    @Test
    void leavesOthersAlone() {
        assertThat(LeftOvers.belongs(List.of("vim", "/srv/drey/notes.txt"), DATA)).isFalse();
        assertThat(
                        LeftOvers.belongs(
                                List.of("java", "io.drey.cli.DreyCli", "--data", "/srv/drey"),
                                DATA))
                .isFalse();
        assertThat(
                        LeftOvers.belongs(
                                List.of("java", "-Dlog.file=/srv/drey2/x", "io.drey.kernel.Main"),
                                DATA))
                .isFalse();
        assertThat(LeftOvers.belongs(List.of("java", "org.example.Main", "/srv/drey"), DATA))
                .isFalse();
        assertThat(LeftOvers.belongs(List.of(), DATA)).isFalse();
    }
}
