package io.drey.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kernel as the API shows it.
 *
 * @param notebook the notebook it belongs to; null for a kernel of the terminal
 * @param memoryBytes resident memory; null where the system does not tell
 * @param why one sentence when the state is not a healthy one
 * @param settings what the notebook asked for when the session began, by the keys its file has
 *     under {@code session}; what it asks now counts after a restart. Null until the session began
 * @param warnings what of that does not count, or may mean nothing
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
        @Nullable String why,
        @Nullable Map<String, String> settings,
        List<String> warnings) {
    public KernelInfo {
        settings = settings == null ? null : Map.copyOf(settings);
        warnings = List.copyOf(warnings);
    }
}
