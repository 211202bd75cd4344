package io.drey.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.checkpoint.CheckpointIDCounter;
import org.apache.flink.runtime.checkpoint.CheckpointsCleaner;
import org.apache.flink.runtime.checkpoint.CompletedCheckpoint;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStore;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.state.SharedStateRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFileCheckpoints {
    @TempDir private Path directory;
    private RecoveryFolder folder;
    private JobID job;

    @BeforeEach
    void keepAJob() throws IOException {
        folder = new RecoveryFolder(directory);
        folder.lock();
        JobGraph graph = TestingJobs.kept("orders");
        job = graph.getJobID();
        new FileJobGraphStore(
                        folder,
                        new RecoveryTries(folder, java.time.Clock.systemUTC()),
                        new RecoveryCheck(folder, TestingJobs.NO_JARS))
                .putJobGraph(graph);
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    @Test
    void theNextJobManagerFindsAsManyAsAreRetained() throws Exception {
        CompletedCheckpointStore before = open(3);
        for (long id = 1; id <= 12; id++) {
            add(before, id);
        }
        assertThat(ids(open(3))).containsExactly(10L, 11L, 12L);
        assertThat(new FileCheckpointHandles(folder, job).names()).hasSize(3);
    }

    @Test
    void aSuspendedJobKeepsThemAndAnEndedOneDoesNot() throws Exception {
        CompletedCheckpointStore store = open(3);
        add(store, 1);
        store.shutdown(JobStatus.SUSPENDED, new CheckpointsCleaner());
        assertThat(ids(open(3))).containsExactly(1L);
        CompletedCheckpointStore next = open(3);
        next.shutdown(JobStatus.CANCELED, new CheckpointsCleaner());
        assertThat(new FileCheckpointHandles(folder, job).names()).isEmpty();
    }

    @Test
    void leavesOutAnOlderOneThatIsTorn() throws Exception {
        CompletedCheckpointStore before = open(3);
        List.of(1L, 2L, 3L).forEach(id -> add(before, id));
        Files.write(folder.checkpoints(job).resolve("0000000000000000002"), new byte[30]);
        assertThat(ids(open(3))).containsExactly(1L, 3L);
    }

    @Test
    void nothingIsWrittenForJobsThatNobodyKeeps() throws Exception {
        JobID other = JobID.generate();
        FileCheckpointRecovery recovery = new FileCheckpointRecovery(folder, Runnable::run);
        recovery.createCheckpointIDCounter(other).getAndIncrement();
        CompletedCheckpointStore store =
                recovery.createRecoveredCompletedCheckpointStore(
                        other,
                        3,
                        SharedStateRegistry.DEFAULT_FACTORY,
                        Runnable::run,
                        RestoreMode.NO_CLAIM);
        store.addCheckpointAndSubsumeOldestOne(
                TestingJobs.checkpoint(other, 1), new CheckpointsCleaner(), () -> {});
        assertThat(folder.isKept(other)).isFalse();
    }

    @Test
    void noNumberIsGivenTwice() throws Exception {
        CheckpointIDCounter first = counter();
        assertThat(first.getAndIncrement()).isEqualTo(1);
        assertThat(first.getAndIncrement()).isEqualTo(2);
        CheckpointIDCounter second = counter();
        assertThat(second.get()).isEqualTo(3);
        second.setCount(10);
        assertThat(counter().getAndIncrement()).isEqualTo(10);
    }

    @Test
    void aTornCounterGoesOnFarBehindTheNewestCheckpoint() throws Exception {
        add(open(3), 77);
        counter().setCount(79);
        Files.write(folder.counter(job), new byte[5]);
        assertThat(counter().get()).isEqualTo(1077);
    }

    @Test
    void theCounterGoesWithItsJob() throws Exception {
        counter().getAndIncrement();
        counter().shutdown(JobStatus.SUSPENDED).join();
        assertThat(folder.counter(job)).exists();
        counter().shutdown(JobStatus.FINISHED).join();
        assertThat(folder.counter(job)).doesNotExist();
    }

    private CheckpointIDCounter counter() throws Exception {
        CheckpointIDCounter counter =
                new FileCheckpointRecovery(folder, Runnable::run).createCheckpointIDCounter(job);
        counter.start();
        return counter;
    }

    private CompletedCheckpointStore open(int retained) throws Exception {
        return new FileCheckpointRecovery(folder, Runnable::run)
                .createRecoveredCompletedCheckpointStore(
                        job,
                        retained,
                        SharedStateRegistry.DEFAULT_FACTORY,
                        Runnable::run,
                        RestoreMode.NO_CLAIM);
    }

    private void add(CompletedCheckpointStore store, long id) {
        try {
            store.addCheckpointAndSubsumeOldestOne(
                    TestingJobs.checkpoint(job, id), new CheckpointsCleaner(), () -> {});
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> ids(CompletedCheckpointStore store) throws Exception {
        return store.getAllCheckpoints().stream()
                .map(CompletedCheckpoint::getCheckpointID)
                .toList();
    }
}
