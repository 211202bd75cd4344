package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestProcessOutput {
    @TempDir private Path folder;

    @Test
    void earlierProcessesHaveNoSay() throws IOException {
        Path file = folder.resolve("jobmanager.out");
        assertThat(ProcessOutput.from(file).lastWords()).isEmpty();
        Files.writeString(file, "java.lang.OutOfMemoryError: of the first\n");
        ProcessOutput second = ProcessOutput.from(file);
        assertThat(second.lastWords()).isEmpty();
        Files.writeString(
                file,
                "Started\nException: one\n  Error: \u00fcber " + "x".repeat(300) + "\nbye\n",
                StandardOpenOption.APPEND);
        assertThat(second.lastWords()).startsWith("Error: \u00fcber xxx").hasSize(200);
    }

    @Test
    void aFilePutAsideCountsFromItsBeginning() throws IOException {
        Path file = Files.writeString(folder.resolve("jobmanager.out"), "x".repeat(1000));
        ProcessOutput output = ProcessOutput.from(file);
        Files.writeString(file, "fatal: no port\n");
        assertThat(output.lastWords()).isEqualTo("fatal: no port");
    }
}
