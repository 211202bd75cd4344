package io.drey.model;

import java.time.Instant;

/**
 * Something that happened to a deployment.
 *
 * @param number counts from 1 for each deployment
 * @param source who did or saw it, such as {@code user} or {@code keeper}
 */
public record DeploymentEvent(long number, Instant at, String source, String text) {}
