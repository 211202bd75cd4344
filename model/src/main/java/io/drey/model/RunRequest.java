package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks a kernel to run source text.
 *
 * @param mode null keeps the kernel's current mode
 * @param after the run this one follows; when that one fails, this one is skipped
 * @param limit how many rows of each result to keep at most; null keeps all
 * @param seconds after which the run is cancelled, counted from its start, whoever looks at it;
 *     null for no limit. A restart of the server forgets it
 */
public record RunRequest(
        String language,
        String source,
        @Nullable ExecutionMode mode,
        @Nullable String notebook,
        @Nullable String cell,
        @Nullable RunId after,
        @Nullable Long limit,
        @Nullable Long seconds) {}
