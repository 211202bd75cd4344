package io.drey.kernel.flink120;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster in this JVM that is spoken to by REST, as any cluster is. */
final class TestingFlinkCluster implements AutoCloseable {
    private final MiniCluster cluster;

    TestingFlinkCluster(int slots, Path directory) throws Exception {
        Configuration settings = new Configuration();
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        settings.set(
                CheckpointingOptions.SAVEPOINT_DIRECTORY,
                directory.resolve("savepoints").toUri().toString());
        cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(settings)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        cluster.start();
    }

    URI restUrl() throws Exception {
        return cluster.getRestAddress().get();
    }

    JobStatus statusOf(String job) throws Exception {
        return cluster.getJobStatus(JobID.fromHexString(job)).get();
    }

    long runningJobs() throws Exception {
        return cluster.listJobs().get().stream()
                .filter(job -> !job.getJobState().isGloballyTerminalState())
                .count();
    }

    /** Waits until all tasks of a job run. */
    void awaitRunning(String job) {
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                cluster.getExecutionGraph(JobID.fromHexString(job))
                                        .get()
                                        .getAllExecutionVertices()
                                        .iterator()
                                        .next()
                                        .getExecutionState()
                                        .equals(ExecutionState.RUNNING));
    }

    /** Writes a savepoint and returns where it is. */
    String savepoint(String job, Path folder) throws Exception {
        return cluster.triggerSavepoint(
                        JobID.fromHexString(job),
                        folder.toUri().toString(),
                        false,
                        SavepointFormatType.CANONICAL)
                .get();
    }

    void cancelAll() throws Exception {
        for (var job : cluster.listJobs().get()) {
            if (!job.getJobState().isGloballyTerminalState()) {
                cluster.cancelJob(job.getJobId()).get();
            }
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
