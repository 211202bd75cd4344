package io.drey.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class TestExits {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatNobodyCollectsHasEnded() throws IOException {
        // The program that the shell turns into knows nothing of the child it got with that.
        Process parent =
                new ProcessBuilder("sh", "-c", "sleep 0.1 & echo $!; exec sleep 60").start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            long child = Long.parseLong(out.readLine());
            ProcessHandle process = ProcessHandle.of(child).orElseThrow();
            assertThat(Exits.await(process, Duration.ofSeconds(10))).isTrue();
            assertThat(process.isAlive()).as("still a zombie").isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void waitsNoLongerThanAskedFor() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(Exits.await(process.toHandle(), Duration.ofMillis(50))).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }
}
