package io.drey.kernel.flink120.job;

import org.apache.flink.client.deployment.ClusterClientFactory;
import org.apache.flink.client.deployment.ClusterDescriptor;
import org.apache.flink.client.deployment.ClusterSpecification;
import org.apache.flink.client.deployment.StandaloneClientFactory;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;

/** Lets the gateway's SHOW JOBS, DESCRIBE JOB and STOP JOB find the kernel's cluster. */
public final class DreyClientFactory implements ClusterClientFactory<StandaloneClusterId> {
    private final StandaloneClientFactory standalone = new StandaloneClientFactory();

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return ClusterConnection.TARGET.equals(configuration.get(DeploymentOptions.TARGET));
    }

    @Override
    public ClusterDescriptor<StandaloneClusterId> createClusterDescriptor(
            Configuration configuration) {
        return standalone.createClusterDescriptor(configuration);
    }

    @Override
    public StandaloneClusterId getClusterId(Configuration configuration) {
        return standalone.getClusterId(configuration);
    }

    @Override
    public ClusterSpecification getClusterSpecification(Configuration configuration) {
        return standalone.getClusterSpecification(configuration);
    }
}
