package io.drey.server.store;

import java.time.Instant;

/**
 * The right of one server to keep the deployments of a cluster, for a while.
 *
 * @param token grows with every new holder; what an earlier one writes is refused
 */
public record Lease(String name, String owner, long token, Instant expiresAt) {}
