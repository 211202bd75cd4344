package io.drey.server.kernel;

import io.drey.model.KernelId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Remembers when each kernel was last of use. Confined to the lock of its owner. */
final class IdleKernels {
    private final Duration limit;
    private final Map<KernelId, Instant> lastUsed = new HashMap<>();

    /**
     * @param limit how long a kernel may be idle; zero for ever
     */
    IdleKernels(Duration limit) {
        this.limit = limit;
    }

    Duration limit() {
        return limit;
    }

    void used(KernelId id, Instant now) {
        lastUsed.put(id, now);
    }

    void forget(KernelId id) {
        lastUsed.remove(id);
    }

    /** Whether the kernel was of no use for the whole limit. */
    boolean isOver(KernelId id, Instant now) {
        Instant last = lastUsed.get(id);
        return !limit.isZero() && last != null && !now.isBefore(last.plus(limit));
    }
}
