package io.drey.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFileJobGraphStore {
    @TempDir private Path directory;
    private RecoveryFolder folder;
    private FileJobGraphStore store;

    @BeforeEach
    void open() throws IOException {
        folder = new RecoveryFolder(directory);
        folder.lock();
        store = store(Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        folder.close();
    }

    @Test
    void keepsJobsThatAskForItAndNoOthers() throws IOException {
        JobGraph kept = TestingJobs.kept("orders");
        JobGraph other = TestingJobs.plain("a query");
        store.putJobGraph(kept);
        store.putJobGraph(other);
        assertThat(store.getJobIds()).containsExactly(kept.getJobID());
        assertThat(recover(kept).getName()).isEqualTo("orders");
        assertThat(store.recoverJobGraph(other.getJobID())).isNull();
    }

    @Test
    void forgetsAJobThatEnded() throws IOException {
        JobGraph job = TestingJobs.kept("orders");
        store.putJobGraph(job);
        store.globalCleanupAsync(job.getJobID(), Runnable::run).join();
        assertThat(store.getJobIds()).isEmpty();
        folder.remove(job.getJobID());
        store.globalCleanupAsync(job.getJobID(), Runnable::run).join();
    }

    @Test
    void keepsAJobWhoseJobManagerShutsDown() throws IOException {
        JobGraph job = TestingJobs.kept("orders");
        store.putJobGraph(job);
        store.localCleanupAsync(job.getJobID(), Runnable::run).join();
        assertThat(store.getJobIds()).containsExactly(job.getJobID());
    }

    @Test
    void setsATornJobAsideAndBringsBackTheOthers() throws IOException {
        JobGraph torn = TestingJobs.kept("torn");
        JobGraph sound = TestingJobs.kept("sound");
        store.putJobGraph(torn);
        store.putJobGraph(sound);
        Path graph = folder.graph(torn.getJobID());
        Files.write(graph, List.of("half a job"));
        assertThat(store.recoverJobGraph(torn.getJobID())).isNull();
        assertThat(recover(sound).getName()).isEqualTo("sound");
        assertThat(store.getJobIds()).containsExactly(sound.getJobID());
        assertThat(why(torn)).contains(graph.toString(), "does not begin as it should");
    }

    @Test
    void setsAJobAsideWhoseNewestCheckpointIsTorn() throws Exception {
        JobGraph job = TestingJobs.kept("orders");
        store.putJobGraph(job);
        write(job.getJobID(), 7);
        write(job.getJobID(), 8);
        Files.write(
                folder.checkpoints(job.getJobID())
                        .resolve(FileCheckpointHandles.Names.INSTANCE.checkpointIDToName(8)),
                new byte[3]);
        assertThat(store.recoverJobGraph(job.getJobID())).isNull();
        assertThat(why(job)).contains("0000000000000000008");
    }

    @Test
    void setsAJobAsideWhoseJarIsMissing() throws IOException {
        JobGraph job = TestingJobs.kept("with a jar");
        job.addUserJarBlobKey(new PermanentBlobKey());
        store.putJobGraph(job);
        assertThat(store.recoverJobGraph(job.getJobID())).isNull();
        assertThat(why(job)).contains("jars");
    }

    @Test
    void givesUpAJobThatTheJobManagerKeepsDyingWith() throws Exception {
        JobGraph job = TestingJobs.kept("deadly");
        store.putJobGraph(job);
        for (int life = 0; life < RecoveryTries.MOST; life++) {
            assertThat(store.recoverJobGraph(job.getJobID())).isNotNull();
        }
        assertThat(store.recoverJobGraph(job.getJobID())).isNull();
        assertThat(why(job)).contains("died 5 times");
    }

    @Test
    void countsTriesAnewAfterACheckpointAndAfterALongTime() throws Exception {
        JobGraph job = TestingJobs.kept("lively");
        store.putJobGraph(job);
        for (int life = 0; life < 3 * RecoveryTries.MOST; life++) {
            assertThat(store.recoverJobGraph(job.getJobID())).isNotNull();
            write(job.getJobID(), life);
        }
        for (int life = 0; life < 3 * RecoveryTries.MOST; life++) {
            Duration later = Duration.ofMinutes(20).multipliedBy(life);
            FileJobGraphStore next = store(Clock.offset(Clock.systemUTC(), later));
            assertThat(next.recoverJobGraph(job.getJobID())).isNotNull();
            Files.setLastModifiedTime(
                    folder.tries(job.getJobID()),
                    java.nio.file.attribute.FileTime.from(
                            Clock.offset(Clock.systemUTC(), later).instant()));
        }
    }

    private FileJobGraphStore store(Clock clock) {
        return new FileJobGraphStore(
                folder,
                new RecoveryTries(folder, clock),
                new RecoveryCheck(folder, TestingJobs.NO_JARS));
    }

    private void write(JobID job, long checkpoint) throws Exception {
        new FileCheckpointHandles(folder, job)
                .addAndLock(
                        FileCheckpointHandles.Names.INSTANCE.checkpointIDToName(checkpoint),
                        TestingJobs.checkpoint(job, checkpoint));
    }

    private JobGraph recover(JobGraph job) throws IOException {
        JobGraph found = store.recoverJobGraph(job.getJobID());
        assertThat(found).isNotNull();
        return found;
    }

    private String why(JobGraph job) throws IOException {
        return Files.readString(
                directory
                        .resolve("set-aside")
                        .resolve(job.getJobID().toHexString())
                        .resolve("why"));
    }
}
