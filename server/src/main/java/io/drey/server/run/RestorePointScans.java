package io.drey.server.run;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.RestoreMessages.FoundRestorePoint;
import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RestoreMessages.ScannedRestorePoints;
import io.drey.protocol.RestoreMessages.UnreadPlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lets kernels look at restore points, as reading them needs Flink. Thread-safe. */
public final class RestorePointScans {
    /** Longer than a kernel waits for storage, so that its own words are heard. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** So many folders of jobs are listed within the limit also in storage far away. */
    private static final int PLACES_AT_ONCE = 20;

    private final KernelQuestions questions;

    public RestorePointScans(KernelQuestions questions) {
        this.questions = requireNonNull(questions, "questions");
    }

    /**
     * What was found.
     *
     * @param points the newest first
     * @param left how many were not read, as there were more than wanted
     */
    public record Scan(List<FoundRestorePoint> points, int left, List<UnreadPlace> unread) {
        public Scan {
            points = List.copyOf(points);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Finds restore points at and below places, any number of these.
     *
     * @param limit how many are wanted of each twenty places at most
     * @param withSharedFiles whether the names of files outside their own folders are wanted
     * @throws DreyException KERNEL_NOT_FOUND if the kernel has no process, TIMEOUT if storage or
     *     kernel do not answer in time
     */
    public Scan scan(KernelId kernel, List<String> places, int limit, boolean withSharedFiles)
            throws InterruptedException {
        List<FoundRestorePoint> points = new ArrayList<>();
        List<UnreadPlace> unread = new ArrayList<>();
        int left = 0;
        for (int from = 0; from < places.size(); from += PLACES_AT_ONCE) {
            List<String> some =
                    places.subList(from, Math.min(places.size(), from + PLACES_AT_ONCE));
            ScannedRestorePoints answer =
                    questions.ask(
                            kernel,
                            ScannedRestorePoints.class,
                            LIMIT,
                            id -> new ScanRestorePoints(id, some, limit, withSharedFiles));
            Failure failure = answer.failure();
            if (failure != null) {
                throw new DreyException(
                        failure.code().equals("TIMEOUT")
                                ? DreyErrorCode.TIMEOUT
                                : DreyErrorCode.INTERNAL,
                        failure.message());
            }
            points.addAll(answer.points());
            unread.addAll(answer.unread());
            left += answer.left();
        }
        points.sort(Comparator.comparingLong(FoundRestorePoint::atMillis).reversed());
        return new Scan(points, left, unread);
    }
}
