package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.server.platform.Options;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where results are kept and within which bounds. Immutable.
 *
 * @param directory holds one directory per result
 * @param quota bytes of one result
 * @param totalQuota bytes of all results
 * @param minFree bytes of the disk that stay free
 * @param maxKeyedRows rows of a table whose rows are replaced or taken back
 * @param keptChanges bytes of changes that stay when a log is compacted, for those who follow
 * @param compactAbove bytes of changes below which a log is not compacted
 * @param idleTimeout when a streaming query nobody looks at is stopped; zero for never
 */
public record ResultSettings(
        Path directory,
        long quota,
        long totalQuota,
        long minFree,
        int maxKeyedRows,
        long keptChanges,
        long compactAbove,
        Duration idleTimeout,
        Duration retention) {
    private static final long KEPT_CHANGES = 64L << 20;
    private static final long COMPACT_ABOVE = 16L << 20;
    private static final long MAX_SEGMENT_BYTES = 64L << 20;

    public ResultSettings {
        requireNonNull(directory, "directory");
        requireNonNull(idleTimeout, "idleTimeout");
        requireNonNull(retention, "retention");
    }

    public static ResultSettings of(Options options, Path directory) {
        return new ResultSettings(
                directory,
                options.get(ResultOptions.QUOTA),
                options.get(ResultOptions.TOTAL_QUOTA),
                options.get(ResultOptions.MIN_FREE),
                options.get(ResultOptions.MAX_KEYED_ROWS),
                KEPT_CHANGES,
                COMPACT_ABOVE,
                options.get(ResultOptions.IDLE_TIMEOUT),
                options.get(ResultOptions.RETENTION));
    }

    /** When a segment of a log is full: small enough that dropping one is not felt. */
    long segmentBytes(boolean isKeyed) {
        return Math.min(isKeyed ? keptChanges / 4 : MAX_SEGMENT_BYTES, Math.max(1, quota / 16));
    }
}
