package io.drey.server.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that was named by users.
 *
 * @param stateDirectory null for one in the data directory
 */
public record ClusterRecord(
        String name, String url, @Nullable String stateDirectory, Instant createdAt) {}
