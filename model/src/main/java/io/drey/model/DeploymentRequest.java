package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a deployment.
 *
 * @param start whether it is to run; null for yes
 */
public record DeploymentRequest(String name, DeploymentSpec spec, @Nullable Boolean start) {}
