package io.drey.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.clusterframework.ApplicationStatus;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFileJobResultStore {
    @TempDir private Path directory;
    private RecoveryFolder folder;
    private JobID job;

    @BeforeEach
    void keepAJob() throws IOException {
        folder = new RecoveryFolder(directory);
        folder.lock();
        job = JobID.generate();
        folder.prepare(job);
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    @Test
    void theNextJobManagerCleansUpAndNeverRunsItAgain() throws Exception {
        open().createDirtyResultAsync(canceled(job)).join();
        assertThat(open().hasDirtyJobResultEntryAsync(job).join()).isTrue();
        assertThat(open().getDirtyResults())
                .extracting(JobResult::getApplicationStatus)
                .containsExactly(ApplicationStatus.CANCELED);
        open().markResultAsCleanAsync(job).join();
        assertThat(open().getDirtyResults()).isEmpty();
        assertThat(open().hasJobResultEntryAsync(job).join()).isTrue();
        assertThat(files()).containsExactly(job.toHexString() + ".CANCELED.clean");
    }

    @Test
    void aTornResultStillTellsThatTheJobHasEnded() throws Exception {
        open().createDirtyResultAsync(canceled(job)).join();
        Files.write(folder.results().resolve(files().get(0)), new byte[7]);
        assertThat(open().getDirtyResults()).isEmpty();
        assertThat(open().hasCleanJobResultEntryAsync(job).join()).isTrue();
        assertThat(folder.isKept(job)).isFalse();
    }

    @Test
    void othersAreRememberedWhileTheJobManagerLives() throws Exception {
        JobID other = JobID.generate();
        FileJobResultStore store = open();
        store.createDirtyResultAsync(canceled(other)).join();
        store.markResultAsCleanAsync(other).join();
        assertThat(store.hasJobResultEntryAsync(other).join()).isTrue();
        assertThat(files()).isEmpty();
        assertThat(open().hasJobResultEntryAsync(other).join()).isFalse();
    }

    @Test
    void forgetsOldEnds() throws Exception {
        open().createDirtyResultAsync(canceled(job)).join();
        open().markResultAsCleanAsync(job).join();
        open().forgetBefore(Instant.now().minus(Duration.ofHours(1)));
        assertThat(files()).hasSize(1);
        open().forgetBefore(Instant.now().plusSeconds(1));
        assertThat(files()).isEmpty();
    }

    private static JobResultEntry canceled(JobID job) {
        return new JobResultEntry(
                new JobResult.Builder()
                        .jobId(job)
                        .applicationStatus(ApplicationStatus.CANCELED)
                        .netRuntime(1)
                        .build());
    }

    private FileJobResultStore open() {
        return new FileJobResultStore(folder, Runnable::run);
    }

    private List<String> files() throws IOException {
        try (var found = Files.list(folder.results())) {
            return found.map(file -> file.getFileName().toString()).toList();
        }
    }
}
