package io.drey.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that deployments share by its name.
 *
 * @param value null if it is secret: those are never told again
 */
public record Variable(String name, @Nullable String value, boolean isSecret, Instant updatedAt) {}
