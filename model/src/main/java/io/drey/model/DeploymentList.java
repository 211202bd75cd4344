package io.drey.model;

import java.util.List;
import java.util.Map;

/**
 * A page of deployments, by name.
 *
 * @param total how many match the filter
 * @param counts how many of all there are of each verdict
 */
public record DeploymentList(
        List<DeploymentInfo> deployments, int total, Map<Verdict, Integer> counts) {}
