package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLocalClusterRecovery {
    private static final JobId A = new JobId("a".repeat(32));
    private static final JobId B = new JobId("b".repeat(32));
    private static final JobId C = new JobId("c".repeat(32));

    @TempDir private Path folder;

    @Test
    void aClusterThatNeverRanHasNothing() throws IOException {
        LocalClusterRecovery recovery = new LocalClusterRecovery(folder.resolve("none"));
        assertThat(recovery.stored()).isEmpty();
        assertThat(recovery.ended()).isEmpty();
    }

    @Test
    void jobsThatHaveEndedAreNotBroughtBack() throws IOException {
        for (JobId job : new JobId[] {A, B, C}) {
            Files.createDirectories(folder.resolve("jobs/" + job + "/checkpoints"));
        }
        Files.createFile(folder.resolve("jobs/" + A + "/graph"));
        Files.createFile(folder.resolve("jobs/" + B + "/graph"));
        // Half written: it never ran.
        Files.createFile(folder.resolve("jobs/" + C + "/graph.tmp"));
        Files.createDirectories(folder.resolve("jobs/lost+found"));
        Files.createDirectories(folder.resolve("results"));
        Files.createFile(folder.resolve("results/" + B + ".CANCELED.dirty"));
        LocalClusterRecovery recovery = new LocalClusterRecovery(folder);
        assertThat(recovery.stored()).containsExactly(A);
        assertThat(recovery.ended()).isEqualTo(Map.of(B, "CANCELED"));
    }

    @Test
    void namesEndsAsFlinkDoes() throws IOException {
        Files.createDirectories(folder.resolve("results"));
        Files.createFile(folder.resolve("results/" + A + ".SUCCEEDED.clean"));
        Files.createFile(folder.resolve("results/" + B + ".FAILED.clean"));
        Files.createFile(folder.resolve("results/" + C + ".CANCELED.clean.tmp"));
        assertThat(new LocalClusterRecovery(folder).ended())
                .isEqualTo(Map.of(A, "FINISHED", B, "FAILED"));
    }
}
