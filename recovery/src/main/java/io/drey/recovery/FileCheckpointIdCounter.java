package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.checkpoint.CheckpointIDCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers a job's checkpoints, so that none gets the number of an earlier one. Thread-safe. */
final class FileCheckpointIdCounter implements CheckpointIDCounter {
    private static final Logger LOG = LoggerFactory.getLogger(FileCheckpointIdCounter.class);

    /** More checkpoints than can have been begun and not completed. */
    private static final long GAP = 1000;

    private final RecoveryFolder folder;
    private final JobID job;
    private long next = INITIAL_CHECKPOINT_ID;

    FileCheckpointIdCounter(RecoveryFolder folder, JobID job) {
        this.folder = requireNonNull(folder, "folder");
        this.job = requireNonNull(job, "job");
    }

    @Override
    public synchronized void start() throws IOException {
        Path file = folder.counter(job);
        if (!Files.exists(file)) {
            return;
        }
        try {
            next = SealedFile.read(file, Long.class);
        } catch (TornFileException e) {
            next = newest() + GAP;
            LOG.error("Goes on with checkpoint={} of job={}: {}", next, job, e.getMessage());
        }
    }

    @Override
    public CompletableFuture<Void> shutdown(JobStatus status) {
        if (status.isGloballyTerminalState()) {
            try {
                Files.deleteIfExists(folder.counter(job));
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public synchronized long getAndIncrement() throws IOException {
        long current = next;
        setCount(current + 1);
        return current;
    }

    @Override
    public synchronized long get() {
        return next;
    }

    @Override
    public synchronized void setCount(long count) throws IOException {
        folder.prepare(job);
        SealedFile.write(folder.counter(job), count);
        next = count;
    }

    private long newest() {
        try {
            List<String> names = new FileCheckpointHandles(folder, job).names();
            return names.isEmpty()
                    ? INITIAL_CHECKPOINT_ID
                    : Long.parseLong(names.get(names.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
