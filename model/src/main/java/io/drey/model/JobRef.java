package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Points to a job on a cluster.
 *
 * @param webUrl the job's page in Flink's own web interface
 */
public record JobRef(JobId id, String cluster, @Nullable String name, @Nullable String webUrl) {}
