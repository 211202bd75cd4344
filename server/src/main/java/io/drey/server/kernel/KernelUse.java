package io.drey.server.kernel;

import io.drey.model.KernelId;
import org.jspecify.annotations.Nullable;

/** Knows whether anybody needs a kernel that itself has nothing to do. Thread-safe. */
@FunctionalInterface
public interface KernelUse {
    /** Whether a run of the kernel has not ended, or the page of its notebook is open. */
    boolean isInUse(KernelId kernel, @Nullable String notebook);
}
