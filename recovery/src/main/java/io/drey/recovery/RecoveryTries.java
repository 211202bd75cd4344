package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.JobID;

/**
 * Gives a job up that the JobManager keeps dying with.
 *
 * <p>A job that cannot be brought back ends its JobManager, by Flink's design; without an end to
 * the tries it would take all other jobs with it forever. A try counts until the job has completed
 * a checkpoint. Thread-safe for different jobs.
 */
final class RecoveryTries {
    static final int MOST = 5;

    /** Deaths that lie so far apart have other causes. */
    private static final Duration SPAN = Duration.ofMinutes(10);

    private final RecoveryFolder folder;
    private final Clock clock;

    RecoveryTries(RecoveryFolder folder, Clock clock) {
        this.folder = requireNonNull(folder, "folder");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Counts one more; false if there were enough. */
    boolean next(JobID job) throws IOException {
        Path file = folder.tries(job);
        Instant since = clock.instant().minus(SPAN);
        // The size is the count: appending a byte cannot be torn.
        if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
            Files.delete(file);
        }
        long made = Files.exists(file) ? Files.size(file) : 0;
        if (made >= MOST) {
            return false;
        }
        Files.write(file, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return true;
    }

    /** What a job that was given up is told to have been. */
    static String why() {
        return "the JobManager died "
                + MOST
                + " times in "
                + SPAN.toMinutes()
                + " minutes before the job completed a checkpoint";
    }
}
