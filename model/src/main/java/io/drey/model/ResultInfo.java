package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result's header: what it is and, honestly, how much of it is here.
 *
 * @param upsertKey names of the key's columns; empty unless the changelog is {@code upsert}
 * @param why one sentence when the state needs a reason
 * @param rowsIn changes received so far
 * @param rowsHeld rows of the table as it now stands
 * @param rowsDropped rows no longer held because of a limit
 * @param bytesHeld bytes on disk and in memory
 * @param ratePerSecond changes per second of late
 * @param watermark epoch milliseconds; null when the query has none
 * @param frame number of the newest change frame; grows by one per frame
 */
public record ResultInfo(
        ResultId id,
        RunId runId,
        int statement,
        List<ResultColumn> columns,
        ExecutionMode mode,
        ChangelogKind changelog,
        List<String> upsertKey,
        ResultState state,
        @Nullable String why,
        long rowsIn,
        long rowsHeld,
        long rowsDropped,
        long bytesHeld,
        double ratePerSecond,
        @Nullable Long watermark,
        long frame,
        Path path,
        @Nullable JobRef job,
        Instant openedAt,
        @Nullable Instant firstRowAt,
        @Nullable Instant endedAt) {
    public ResultInfo {
        columns = List.copyOf(columns);
        upsertKey = List.copyOf(upsertKey);
    }

    /** The road the rows take to the server. */
    public enum Path {
        /** Straight from the tasks, through Drey's sink. */
        @JsonProperty("sink")
        SINK,
        /** Through Flink's collect(), because the tasks cannot reach the server. */
        @JsonProperty("collect")
        COLLECT,
        /** Made by the kernel itself, as for SHOW and EXPLAIN. */
        @JsonProperty("kernel")
        KERNEL
    }
}
