package io.drey.server.store;

import io.drey.model.DeploymentInfo;
import io.drey.model.Wish;

/** A deployment as stored: what is shown of it, and what is wanted. */
public record DeploymentRecord(DeploymentInfo info, Wish wish) {}
