package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.blob.BlobView;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * Looks whether a job can be brought back at all, as Flink ends the JobManager where it cannot.
 *
 * <p>Confined to the Dispatcher's threads.
 */
final class RecoveryCheck {
    private final RecoveryFolder folder;
    private final BlobView blobs;

    RecoveryCheck(RecoveryFolder folder, BlobView blobs) {
        this.folder = requireNonNull(folder, "folder");
        this.blobs = requireNonNull(blobs, "blobs");
    }

    /**
     * Returns if jars and checkpoints of the job are there.
     *
     * @throws TornFileException with what is damaged
     */
    void requireRecoverable(JobGraph job) throws IOException {
        FileCheckpointHandles checkpoints = new FileCheckpointHandles(folder, job.getJobID());
        List<String> names = checkpoints.names();
        if (!names.isEmpty()) {
            // An older one instead would repeat what files and transactions already have.
            checkpoints.read(names.get(names.size() - 1));
        }
        for (PermanentBlobKey jar : job.getUserJarBlobKeys()) {
            requireJar(job, jar);
        }
    }

    private void requireJar(JobGraph job, PermanentBlobKey jar) throws IOException {
        Path copy = Files.createTempFile("drey-recovery", ".jar");
        try {
            if (!blobs.get(job.getJobID(), jar, copy.toFile())) {
                throw new IOException("there is no store of jars");
            }
        } catch (IOException e) {
            // Flink compares the content with the hash in the key.
            throw new TornFileException(new File(jar.toString()).toPath(), "" + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
