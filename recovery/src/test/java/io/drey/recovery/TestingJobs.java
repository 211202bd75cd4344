package io.drey.recovery;

import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.runtime.blob.BlobView;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.CheckpointRetentionPolicy;
import org.apache.flink.runtime.checkpoint.CompletedCheckpoint;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.FsCompletedCheckpointStorageLocation;

/** Jobs and checkpoints as Flink hands them over. */
final class TestingJobs {
    static final BlobView NO_JARS = (job, key, file) -> false;

    private TestingJobs() {}

    static JobGraph kept(String name) {
        JobGraph job = plain(name);
        job.getJobConfiguration().set(FileJobGraphStore.KEEP, true);
        return job;
    }

    static JobGraph plain(String name) {
        return JobGraphBuilder.newStreamingJobGraphBuilder().setJobName(name).build();
    }

    static CompletedCheckpoint checkpoint(JobID job, long id) {
        Path place = new Path("file:///nowhere/chk-" + id);
        return new CompletedCheckpoint(
                job,
                id,
                id,
                id,
                Map.of(),
                null,
                CheckpointProperties.forCheckpoint(
                        CheckpointRetentionPolicy.RETAIN_ON_CANCELLATION),
                new FsCompletedCheckpointStorageLocation(
                        LocalFileSystem.getSharedInstance(),
                        place,
                        new FileStateHandle(new Path(place, "_metadata"), 1),
                        place.toString()),
                null);
    }
}
