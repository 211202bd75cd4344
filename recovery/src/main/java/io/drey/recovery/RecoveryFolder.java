package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder with all that a killed JobManager's successor needs.
 *
 * <pre>
 * lock                        held by the one JobManager that may use the folder
 * jobs/JOB/graph              the job as it was submitted; a folder without it is of a job that ended
 * jobs/JOB/checkpoints/ID     a completed checkpoint, as its JobMaster had it in memory
 * jobs/JOB/counter            the number of the next checkpoint
 * jobs/JOB/tries              how often the job was brought back since it last got further
 * results/JOB.STATUS.dirty    an ended job whose things are still to be removed
 * results/JOB.STATUS.clean    an ended job: its id is never run again
 * set-aside/JOB               what could not be brought back, with the reason in the file why
 * </pre>
 *
 * <p>Thread-safe as far as different jobs are concerned.
 */
final class RecoveryFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecoveryFolder.class);

    private final Path folder;
    private @Nullable FileChannel lock;

    RecoveryFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /**
     * Makes this JobManager the folder's only one.
     *
     * @throws IOException if another one has it; its id is in the message
     */
    synchronized void lock() throws IOException {
        if (lock != null) {
            return;
        }
        for (Path part : List.of(jobs(), results())) {
            Files.createDirectories(part);
        }
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException(
                    "another JobManager uses "
                            + folder
                            + " (expected: one alone); end that process first");
        }
        lock = channel;
    }

    Path graph(JobID job) {
        return job(job).resolve("graph");
    }

    Path checkpoints(JobID job) {
        return job(job).resolve("checkpoints");
    }

    Path counter(JobID job) {
        return job(job).resolve("counter");
    }

    Path tries(JobID job) {
        return job(job).resolve("tries");
    }

    Path results() {
        return folder.resolve("results");
    }

    /** Whether anything is kept of the job, so that its checkpoints are to be kept, too. */
    boolean isKept(JobID job) {
        return Files.isDirectory(job(job));
    }

    void prepare(JobID job) throws IOException {
        Files.createDirectories(checkpoints(job));
    }

    /** All jobs with a folder, in the order of their ids. */
    List<JobID> kept() throws IOException {
        List<JobID> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(jobs())) {
            for (Path job : folders) {
                try {
                    found.add(JobID.fromHexString(job.getFileName().toString()));
                } catch (IllegalArgumentException e) {
                    LOG.warn("Ignored folder={} (expected: the id of a job)", job);
                }
            }
        }
        Collections.sort(found);
        return found;
    }

    /** Removes all that is kept of a job; nothing happens if nothing is. */
    void remove(JobID job) throws IOException {
        // The graph first: a folder without it is never brought back.
        Files.deleteIfExists(graph(job));
        delete(job(job));
    }

    /** Puts a job where nobody brings it back, for people to look at. */
    void setAside(JobID job, String why) {
        LOG.error("Does not bring back job={}: {}", job, why);
        Path aside = folder.resolve("set-aside").resolve(job.toHexString());
        try {
            delete(aside);
            Files.createDirectories(aside.getParent());
            Files.move(job(job), aside, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(aside.resolve("why"), why + "\n");
        } catch (IOException e) {
            LOG.error("Cannot set aside job={}", job, e);
        }
    }

    /** Removes what a JobManager left that died while it took in a job or parted with it. */
    void sweep() throws IOException {
        for (JobID job : kept()) {
            if (!Files.exists(graph(job)) && !hasResultToClean(job)) {
                remove(job);
            }
        }
    }

    /** Removes everything but the lock. */
    void clear() throws IOException {
        for (Path part : List.of(jobs(), results(), folder.resolve("set-aside"))) {
            delete(part);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean hasResultToClean(JobID job) throws IOException {
        String pattern = job.toHexString() + ".*.dirty";
        try (DirectoryStream<Path> found = Files.newDirectoryStream(results(), pattern)) {
            return found.iterator().hasNext();
        }
    }

    private Path jobs() {
        return folder.resolve("jobs");
    }

    private Path job(JobID job) {
        return jobs().resolve(job.toHexString());
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
