package io.drey.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a kernel: the one of the notebook, or a new one where there is none.
 *
 * @param settings what a new kernel's session begins with, by the keys that a notebook's file has
 *     under {@code session}; null for what the file of the notebook says
 */
public record KernelRequest(
        @Nullable String notebook, @Nullable String name, @Nullable Map<String, String> settings) {
    public KernelRequest {
        settings = settings == null ? null : Map.copyOf(settings);
    }

    /** Asks for a kernel with what its notebook's file says. */
    public KernelRequest(@Nullable String notebook, @Nullable String name) {
        this(notebook, name, null);
    }
}
