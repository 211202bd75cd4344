package io.drey.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A process Drey runs.
 *
 * @param role one of server, kernel, spare-kernel, jobmanager, taskmanager
 * @param memoryBytes resident memory; null where the system does not tell
 * @param note one sentence worth knowing, such as why it was restarted
 */
public record ProcessInfo(
        String role,
        String name,
        @Nullable Long pid,
        @Nullable Integer port,
        @Nullable String version,
        @Nullable Long memoryBytes,
        String state,
        @Nullable Instant startedAt,
        @Nullable String note) {}
