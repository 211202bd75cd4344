package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobResourceRequirements;
import org.apache.flink.runtime.jobmanager.JobGraphStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the jobs that ask for it; all others end with their JobManager.
 *
 * <p>What cannot be read or lacks something is set aside and never ends the JobManager. Confined to
 * the Dispatcher's threads.
 */
final class FileJobGraphStore implements JobGraphStore {
    /** Set by whoever wants the job to be brought back after the death of its JobManager. */
    static final ConfigOption<Boolean> KEEP =
            ConfigOptions.key("drey.keep").booleanType().defaultValue(false);

    private static final Logger LOG = LoggerFactory.getLogger(FileJobGraphStore.class);

    private final RecoveryFolder folder;
    private final RecoveryTries tries;
    private final RecoveryCheck check;

    FileJobGraphStore(RecoveryFolder folder, RecoveryTries tries, RecoveryCheck check) {
        this.folder = requireNonNull(folder, "folder");
        this.tries = requireNonNull(tries, "tries");
        this.check = requireNonNull(check, "check");
    }

    /** Nobody else writes into the folder, so that there is nothing to listen to. */
    @Override
    public void start(JobGraphListener listener) {}

    @Override
    public void stop() {}

    @Override
    public void putJobGraph(JobGraph job) throws IOException {
        if (!job.getJobConfiguration().get(KEEP)) {
            return;
        }
        folder.prepare(job.getJobID());
        SealedFile.write(folder.graph(job.getJobID()), job);
        LOG.info("Keeps job={} name={}", job.getJobID(), job.getName());
    }

    @Override
    public void putJobResourceRequirements(JobID id, JobResourceRequirements requirements)
            throws IOException {
        if (!Files.exists(folder.graph(id))) {
            return;
        }
        JobGraph job = SealedFile.read(folder.graph(id), JobGraph.class);
        JobResourceRequirements.writeToJobGraph(job, requirements);
        SealedFile.write(folder.graph(id), job);
    }

    @Override
    public Collection<JobID> getJobIds() throws IOException {
        List<JobID> jobs = new ArrayList<>();
        for (JobID job : folder.kept()) {
            if (Files.exists(folder.graph(job))) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    @Override
    public @Nullable JobGraph recoverJobGraph(JobID id) throws IOException {
        try {
            JobGraph job = SealedFile.read(folder.graph(id), JobGraph.class);
            check.requireRecoverable(job);
            if (tries.next(id)) {
                LOG.info("Brings back job={} name={}", id, job.getName());
                return job;
            }
            folder.setAside(id, RecoveryTries.why());
        } catch (FileNotFoundException e) {
            LOG.info("Job has ended job={}", id);
        } catch (TornFileException e) {
            folder.setAside(id, String.valueOf(e.getMessage()));
        }
        return null;
    }

    @Override
    public CompletableFuture<Void> globalCleanupAsync(JobID job, Executor executor) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        Files.deleteIfExists(folder.graph(job));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                executor);
    }
}
