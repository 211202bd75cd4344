package io.drey.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as its cluster reports it, with the run that started it where Drey did.
 *
 * @param state Flink's own word, such as RUNNING
 * @param rowsRead rows read by the sources; null when not asked or not known
 */
public record JobInfo(
        JobId id,
        String name,
        String state,
        String cluster,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMillis,
        int tasksTotal,
        int tasksRunning,
        @Nullable Long rowsRead,
        @Nullable Long rowsWritten,
        @Nullable RunId runId,
        @Nullable String notebook,
        @Nullable String cell,
        @Nullable String webUrl,
        @Nullable String why) {}
