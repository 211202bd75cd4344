package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks what is wrong with a text, which is not run.
 *
 * @param mode what it would be run in; null for what the session's settings say
 */
public record CheckRequest(String source, @Nullable ExecutionMode mode) {}
