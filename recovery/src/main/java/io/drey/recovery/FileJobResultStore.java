package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.AbstractThreadsafeJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.nonha.embedded.EmbeddedJobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how kept jobs ended, so that none of them ever runs again under its id.
 *
 * <p>The end is in the file's name, for whoever looks from outside. Jobs that are not kept are
 * remembered while the JobManager lives. Thread-safe.
 */
final class FileJobResultStore extends AbstractThreadsafeJobResultStore {
    private static final Logger LOG = LoggerFactory.getLogger(FileJobResultStore.class);
    private static final String DIRTY = ".dirty";
    private static final String CLEAN = ".clean";

    private final RecoveryFolder folder;
    private final EmbeddedJobResultStore others = new EmbeddedJobResultStore();

    FileJobResultStore(RecoveryFolder folder, Executor executor) {
        super(executor);
        this.folder = requireNonNull(folder, "folder");
    }

    /** Forgets jobs that ended before. */
    void forgetBefore(Instant limit) throws IOException {
        for (Path file : files("*" + CLEAN)) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    protected void createDirtyResultInternal(JobResultEntry entry) throws IOException {
        if (!folder.isKept(entry.getJobId())) {
            others.createDirtyResultInternal(entry);
            return;
        }
        JobResult result = entry.getJobResult();
        String name = entry.getJobId().toHexString() + "." + result.getApplicationStatus() + DIRTY;
        SealedFile.write(folder.results().resolve(name), result);
    }

    @Override
    protected void markResultAsCleanInternal(JobID job) throws IOException {
        if (others.hasDirtyJobResultEntryInternal(job)) {
            others.markResultAsCleanInternal(job);
            return;
        }
        List<Path> dirty = files(job.toHexString() + ".*" + DIRTY);
        if (dirty.isEmpty()) {
            throw new NoSuchElementException("no result of job " + job + " to mark as clean");
        }
        for (Path file : dirty) {
            String name = file.getFileName().toString();
            String clean = name.substring(0, name.length() - DIRTY.length()) + CLEAN;
            SealedFile.move(file, file.resolveSibling(clean));
        }
    }

    @Override
    protected boolean hasDirtyJobResultEntryInternal(JobID job) throws IOException {
        return others.hasDirtyJobResultEntryInternal(job)
                || !files(job.toHexString() + ".*" + DIRTY).isEmpty();
    }

    @Override
    protected boolean hasCleanJobResultEntryInternal(JobID job) throws IOException {
        return others.hasCleanJobResultEntryInternal(job)
                || !files(job.toHexString() + ".*" + CLEAN).isEmpty();
    }

    @Override
    protected Set<JobResult> getDirtyResultsInternal() throws IOException {
        Set<JobResult> results = new HashSet<>(others.getDirtyResultsInternal());
        for (Path file : files("*" + DIRTY)) {
            try {
                results.add(SealedFile.read(file, JobResult.class));
            } catch (TornFileException e) {
                endWithoutResult(file, e);
            }
        }
        return results;
    }

    /** The name alone still tells that the job has ended and must not run again. */
    private void endWithoutResult(Path file, TornFileException cause) throws IOException {
        LOG.error("Removes what is kept of an ended job: {}", cause.getMessage());
        String name = file.getFileName().toString();
        folder.remove(JobID.fromHexString(name.substring(0, name.indexOf('.'))));
        String clean = name.substring(0, name.length() - DIRTY.length()) + CLEAN;
        SealedFile.move(file, file.resolveSibling(clean));
    }

    private List<Path> files(String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.results(), pattern)) {
            files.forEach(found::add);
        }
        return found;
    }
}
