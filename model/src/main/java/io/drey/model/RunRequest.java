package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks a kernel to run source text.
 *
 * @param mode null keeps the kernel's current mode
 * @param after the run this one follows; when that one fails, this one is skipped
 * @param limit how many rows of each result to keep at most; null keeps all
 */
public record RunRequest(
        String language,
        String source,
        @Nullable ExecutionMode mode,
        @Nullable String notebook,
        @Nullable String cell,
        @Nullable RunId after,
        @Nullable Long limit) {}
