package io.drey.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it is now.
 *
 * @param why the verdict's reason in one sentence
 * @param evidence what the verdict rests on
 * @param since when the verdict became what it is
 * @param attempt the number of the newest attempt; null before the first
 * @param jobId of that attempt
 * @param latestRestorePoint path of the newest one there is
 * @param latestRestorePointAt when that one was complete
 * @param version changes with every wish; a change can be made dependent on it
 */
public record DeploymentInfo(
        DeploymentId id,
        String name,
        Desired desired,
        Verdict verdict,
        String why,
        List<Evidence> evidence,
        Instant since,
        String cluster,
        @Nullable Integer attempt,
        @Nullable JobId jobId,
        @Nullable String latestRestorePoint,
        @Nullable Instant latestRestorePointAt,
        long specVersion,
        Map<String, String> labels,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
