package io.drey.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kernel as the API shows it.
 *
 * @param notebook the notebook it belongs to; null for a kernel of the terminal
 * @param memoryBytes resident memory; null where the system does not tell
 * @param why one sentence when the state is not a healthy one
 */
public record KernelInfo(
        KernelId id,
        @Nullable String notebook,
        @Nullable String name,
        String runtime,
        String cluster,
        KernelState state,
        @Nullable Long pid,
        Instant startedAt,
        @Nullable Long memoryBytes,
        @Nullable String why) {}
