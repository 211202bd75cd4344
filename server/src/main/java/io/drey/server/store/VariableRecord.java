package io.drey.server.store;

import java.time.Instant;

/**
 * A shared variable as it is stored.
 *
 * @param value encrypted if it is secret
 */
public record VariableRecord(String name, String value, boolean isSecret, Instant updatedAt) {}
