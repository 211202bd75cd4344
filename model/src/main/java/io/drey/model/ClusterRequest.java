package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Names a Flink session cluster that somebody else runs.
 *
 * @param url of its REST interface, such as {@code http://flink:8081}
 * @param stateDirectory where deployments on it save their state: a folder that the server and all
 *     processes of the cluster see under the same path; null for one in the server's data
 *     directory, which only a cluster on the same machine can reach
 */
public record ClusterRequest(String name, String url, @Nullable String stateDirectory) {}
