package io.drey.kernel.flink120.statement;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.MalformedURLException;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.planner.delegation.DefaultExecutor;

/** Goes the way of a query up to its submission, so that a real one finds its classes loaded. */
public final class Rehearsal {
    private Rehearsal() {}

    public static void perform(
            StatementEnvironment environment, String query, boolean isStreaming) {
        PlannedQuery plan =
                new QueryPlanner(environment, isStreaming, ResultTarget.none())
                        .plan((QueryOperation) environment.parse(query));
        Configuration settings =
                Configuration.fromMap(environment.tables().getConfig().getConfiguration().toMap());
        Pipeline pipeline =
                new DefaultExecutor(environment.tables().execEnv())
                        .createPipeline(plan.transformations(), settings, "rehearsal");
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            JobGraph job =
                    PipelineExecutorUtils.getJobGraph(
                            pipeline, settings, Rehearsal.class.getClassLoader());
            out.writeObject(job);
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a rehearsal has no jars", e);
        } catch (IOException e) {
            throw new IllegalStateException("a job cannot be written", e);
        }
    }
}
