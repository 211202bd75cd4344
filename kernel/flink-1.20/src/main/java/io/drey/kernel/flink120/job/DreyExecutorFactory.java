package io.drey.kernel.flink120.job;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** Makes whatever Flink wants to execute in this kernel go through its one connection. */
public final class DreyExecutorFactory implements PipelineExecutorFactory {
    @Override
    public String getName() {
        return ClusterConnection.TARGET;
    }

    @Override
    public boolean isCompatibleWith(Configuration configuration) {
        return ClusterConnection.TARGET.equals(configuration.get(DeploymentOptions.TARGET));
    }

    @Override
    public PipelineExecutor getExecutor(Configuration configuration) {
        return DreyExecutorFactory::execute;
    }

    private static CompletableFuture<JobClient> execute(
            Pipeline pipeline, Configuration configuration, ClassLoader userClasses)
            throws Exception {
        JobGraph job = PipelineExecutorUtils.getJobGraph(pipeline, configuration, userClasses);
        ClusterConnection cluster = ClusterConnection.of(configuration);
        return cluster.submit(job)
                .thenApply(
                        id ->
                                new ClusterClientJobClientAdapter<>(
                                        cluster::client, id, userClasses));
    }
}
