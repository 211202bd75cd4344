package io.drey.server.store;

import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.KernelState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A kernel as stored.
 *
 * @param process id under which its process dials home; null while it has none
 * @param tokenHash hash of the token that process shows
 * @param pid with {@code pidStartedAt} names the operating system's process
 */
public record KernelRecord(
        KernelId id,
        @Nullable String notebook,
        @Nullable String name,
        String runtime,
        String cluster,
        KernelState state,
        Instant startedAt,
        @Nullable String process,
        @Nullable String tokenHash,
        @Nullable Long pid,
        @Nullable Instant pidStartedAt,
        @Nullable String why) {

    /** A kernel that has no process yet. */
    public static KernelRecord unbound(
            KernelId id, KernelRequest request, String runtime, Instant now) {
        return new KernelRecord(
                id,
                request.notebook(),
                request.name(),
                runtime,
                "local",
                KernelState.STARTING,
                now,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same kernel, starting on a process of its own. */
    public KernelRecord withProcess(
            String process, String tokenHash, long pid, Instant pidStartedAt, Instant now) {
        return new KernelRecord(
                id,
                notebook,
                name,
                runtime,
                cluster,
                KernelState.STARTING,
                now,
                process,
                tokenHash,
                pid,
                pidStartedAt,
                null);
    }

    public KernelRecord withState(KernelState state, @Nullable String why) {
        return new KernelRecord(
                id,
                notebook,
                name,
                runtime,
                cluster,
                state,
                startedAt,
                process,
                tokenHash,
                pid,
                pidStartedAt,
                why);
    }

    /** The same kernel, of a notebook that has another path now; null for none. */
    public KernelRecord withNotebook(@Nullable String path) {
        return new KernelRecord(
                id,
                path,
                name,
                runtime,
                cluster,
                state,
                startedAt,
                process,
                tokenHash,
                pid,
                pidStartedAt,
                why);
    }
}
