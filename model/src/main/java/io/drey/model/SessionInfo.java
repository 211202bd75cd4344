package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a kernel's session holds, and how its process fares.
 *
 * @param heapUsedBytes null while the kernel has no process that answers (so are the next two)
 * @param heapMaxBytes what the heap may grow to
 * @param objects what a restart loses
 * @param settings those that are not as they were when the session began
 * @param jars added by runs
 */
public record SessionInfo(
        KernelInfo kernel,
        @Nullable Long heapUsedBytes,
        @Nullable Long heapMaxBytes,
        @Nullable Long uptimeMillis,
        List<Held> objects,
        List<Setting> settings,
        List<String> jars) {
    public SessionInfo {
        objects = List.copyOf(objects);
        settings = List.copyOf(settings);
        jars = List.copyOf(jars);
    }

    /**
     * Something that ends with the session.
     *
     * @param kind table, view, function or catalog
     */
    public record Held(String name, String kind) {}

    /**
     * A changed setting.
     *
     * @param original what it was; null where it was not set
     * @param runId the run that set it; null where that is not known
     * @param cell the cell of that run
     */
    public record Setting(
            String key,
            String value,
            @Nullable String original,
            @Nullable RunId runId,
            @Nullable String cell) {}
}
