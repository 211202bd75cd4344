package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.checkpoint.CheckpointIDCounter;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.CompletedCheckpoint;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStore;
import org.apache.flink.runtime.checkpoint.DefaultCompletedCheckpointStore;
import org.apache.flink.runtime.checkpoint.DefaultCompletedCheckpointStoreUtils;
import org.apache.flink.runtime.checkpoint.StandaloneCheckpointRecoveryFactory;
import org.apache.flink.runtime.state.SharedStateRegistryFactory;

/** Keeps the checkpoints of kept jobs in files, and those of others in memory. Thread-safe. */
final class FileCheckpointRecovery implements CheckpointRecoveryFactory {
    private final CheckpointRecoveryFactory others = new StandaloneCheckpointRecoveryFactory();
    private final RecoveryFolder folder;
    private final Executor executor;

    FileCheckpointRecovery(RecoveryFolder folder, Executor executor) {
        this.folder = requireNonNull(folder, "folder");
        this.executor = requireNonNull(executor, "executor");
    }

    @Override
    public CompletedCheckpointStore createRecoveredCompletedCheckpointStore(
            JobID job,
            int retained,
            SharedStateRegistryFactory registries,
            Executor ioExecutor,
            RestoreMode mode)
            throws Exception {
        if (!folder.isKept(job)) {
            return others.createRecoveredCompletedCheckpointStore(
                    job, retained, registries, ioExecutor, mode);
        }
        FileCheckpointHandles handles = new FileCheckpointHandles(folder, job);
        Collection<CompletedCheckpoint> found =
                DefaultCompletedCheckpointStoreUtils.retrieveCompletedCheckpoints(
                        handles, FileCheckpointHandles.Names.INSTANCE);
        return new DefaultCompletedCheckpointStore<>(
                retained,
                handles,
                FileCheckpointHandles.Names.INSTANCE,
                found,
                registries.create(ioExecutor, found, mode),
                executor);
    }

    @Override
    public CheckpointIDCounter createCheckpointIDCounter(JobID job) throws Exception {
        return folder.isKept(job)
                ? new FileCheckpointIdCounter(folder, job)
                : others.createCheckpointIDCounter(job);
    }
}
