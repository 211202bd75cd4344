package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.JobId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the local JobManager has written down about kept jobs, as seen from outside.
 *
 * <p>True even while the JobManager is down. Only reads names of files, which the JobManager writes
 * ({@code io.drey.recovery.RecoveryFolder}). Thread-safe.
 */
public final class LocalClusterRecovery implements JobMemory {
    /** In a job's configuration: whether it is to be brought back, {@code true} or not. */
    public static final String KEEP = "drey.keep";

    /** What a kept job needs in its configuration so that its state outlives it. */
    public static final Map<String, String> KEPT =
            Map.of(
                    KEEP,
                    "true",
                    "execution.checkpointing.externalized-checkpoint-retention",
                    "RETAIN_ON_CANCELLATION");

    /** Flink's words for how a job ended, by those of the files. */
    private static final Map<String, String> STATES =
            Map.of("SUCCEEDED", "FINISHED", "FAILED", "FAILED", "CANCELED", "CANCELED");

    private final Path folder;

    LocalClusterRecovery(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /**
     * The jobs that a JobManager brings back, or has brought back: those that have not ended. One
     * that is not on the cluster's list is still to come.
     */
    @Override
    public Set<JobId> stored() throws IOException {
        Set<JobId> found = new HashSet<>();
        try (DirectoryStream<Path> jobs = Files.newDirectoryStream(folder.resolve("jobs"))) {
            for (Path job : jobs) {
                if (Files.exists(job.resolve("graph"))) {
                    jobId(job.getFileName().toString()).ifPresent(found::add);
                }
            }
        } catch (NoSuchFileException e) {
            return Set.of();
        }
        found.removeAll(ended().keySet());
        return found;
    }

    /**
     * The kept jobs of the last seven days that have ended, with Flink's word for how. None of them
     * ever runs again: the cluster refuses their ids.
     */
    @Override
    public Map<JobId, String> ended() throws IOException {
        Map<JobId, String> found = new HashMap<>();
        try (DirectoryStream<Path> results = Files.newDirectoryStream(folder.resolve("results"))) {
            for (Path result : results) {
                String[] words = result.getFileName().toString().split("\\.");
                if (words.length == 3) {
                    String state = STATES.getOrDefault(words[1], "FAILED");
                    jobId(words[0]).ifPresent(job -> found.put(job, state));
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return found;
    }

    private static Optional<JobId> jobId(String text) {
        try {
            return Optional.of(new JobId(text));
        } catch (DreyException e) {
            return Optional.empty();
        }
    }
}
