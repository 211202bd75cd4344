package io.drey.kernel.flink120.restore;

import io.drey.kernel.RestorePoints;
import io.drey.protocol.RestoreMessages.FoundRestorePoint;
import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RestoreMessages.ScannedRestorePoints;
import io.drey.protocol.RestoreMessages.UnreadPlace;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds restore points in storage and looks whether they are complete. Thread-safe.
 *
 * <p>Any file system that Flink has here will do; a folder is listed once for each question.
 */
public final class RestorePointScan implements RestorePoints {
    static final String METADATA = "_metadata";

    /** {@code checkpoints/JOB/chk-7} is as deep as what Flink lays out. */
    private static final int DEPTH = 2;

    private static final String CHECKPOINT = "chk-";
    private static final Set<String> NEVER = Set.of("shared", "taskowned");

    @Override
    public ScannedRestorePoints scan(ScanRestorePoints question) {
        KnownFiles files = new KnownFiles();
        List<Candidate> candidates = new ArrayList<>();
        List<UnreadPlace> unread = new ArrayList<>();
        for (String place : question.places()) {
            try {
                find(new Path(place), DEPTH, files, candidates);
            } catch (IOException | IllegalArgumentException e) {
                unread.add(new UnreadPlace(place, why(place, e)));
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::at).reversed());
        RestorePointReader reader = new RestorePointReader(files, question.withSharedFiles());
        List<FoundRestorePoint> points = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (points.size() == question.limit() || Thread.currentThread().isInterrupted()) {
                break;
            }
            points.add(reader.read(candidate.folder(), candidate.at(), candidate.isComplete()));
        }
        return new ScannedRestorePoints(
                question.request(), points, candidates.size() - points.size(), unread, null);
    }

    /** A folder that is or was to become a restore point. */
    private record Candidate(Path folder, long at, boolean isComplete) {}

    private static void find(Path place, int depth, KnownFiles files, List<Candidate> found)
            throws IOException {
        FileStatus metadata = files.find(new Path(place, METADATA));
        if (metadata != null) {
            found.add(new Candidate(place, metadata.getModificationTime(), true));
            return;
        }
        if (place.getName().startsWith(CHECKPOINT)) {
            FileStatus folder = FileSystem.get(place.toUri()).getFileStatus(place);
            found.add(new Candidate(place, folder.getModificationTime(), false));
            return;
        }
        if (depth == 0) {
            return;
        }
        for (FileStatus child : files.list(place)) {
            if (child.isDir() && !NEVER.contains(child.getPath().getName())) {
                try {
                    find(child.getPath(), depth - 1, files, found);
                } catch (FileNotFoundException e) {
                    // Flink has removed it meanwhile.
                    continue;
                }
            }
        }
    }

    private static String why(String place, Exception e) {
        if (e instanceof FileNotFoundException) {
            return place + " is not there";
        }
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
