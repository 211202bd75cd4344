package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Which deployments to list; null does not filter.
 *
 * @param text a part of the name, whatever its case
 * @param label as {@code key=value}
 */
public record DeploymentFilter(
        @Nullable String text,
        @Nullable Verdict verdict,
        @Nullable String cluster,
        @Nullable String label) {
    public static final DeploymentFilter ALL = new DeploymentFilter(null, null, null, null);
}
