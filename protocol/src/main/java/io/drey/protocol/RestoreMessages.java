package io.drey.protocol;

import io.drey.protocol.KernelMessages.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server asks about checkpoints and savepoints in storage, and the answers. */
public final class RestoreMessages {
    private RestoreMessages() {}

    /**
     * Asks what restore points there are. Answered by {@link ScannedRestorePoints}.
     *
     * @param places restore points themselves, or folders with some: those of a job's checkpoints,
     *     of several jobs, or of savepoints
     * @param limit how many are read at most, the newest of all places first
     * @param withSharedFiles whether the names of files outside their own folders are wanted
     */
    public record ScanRestorePoints(
            long request, List<String> places, int limit, boolean withSharedFiles)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.SCAN_RESTORE_POINTS;
        }
    }

    /**
     * The state of one operator.
     *
     * @param hash Flink's id of it, made of the uid where it has one: 32 hexadecimal digits
     * @param maxParallelism how many key groups there are, which no later job can change
     * @param bytes 0 for an operator without state
     * @param isFinished whether all its subtasks had come to their end
     */
    public record StateOperator(
            String hash, int parallelism, int maxParallelism, long bytes, boolean isFinished) {}

    /**
     * A checkpoint or savepoint.
     *
     * @param path as Flink names it, without a slash at the end
     * @param atMillis when it was completed
     * @param bytes of all that it needs, also of what other checkpoints need, too
     * @param files how many of them it consists of
     * @param unchecked how many parts are of a kind whose files are not known
     * @param sharedFiles that lie outside its folder; empty unless asked for
     * @param whyNot why no job can start from it; null if one can
     */
    public record FoundRestorePoint(
            String path,
            boolean isSavepoint,
            long checkpointId,
            long atMillis,
            long bytes,
            int files,
            int unchecked,
            List<StateOperator> operators,
            List<String> sharedFiles,
            @Nullable String whyNot) {}

    /** A place that could not be looked into. */
    public record UnreadPlace(String place, String why) {}

    /**
     * Answers {@link ScanRestorePoints}.
     *
     * @param points the newest first
     * @param left how many older ones were not read, as there were more than wanted
     */
    public record ScannedRestorePoints(
            long request,
            List<FoundRestorePoint> points,
            int left,
            List<UnreadPlace> unread,
            @Nullable Failure failure)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.SCANNED_RESTORE_POINTS;
        }
    }
}
