package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.table.api.bridge.java.internal.StreamTableEnvironmentImpl;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.planner.delegation.PlannerBase;
import org.apache.flink.table.planner.plan.metadata.FlinkDefaultRelMetadataProvider;
import org.apache.flink.table.resource.ResourceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table environment made for one statement, so that what is set here ends with it.
 *
 * <p>Confined to the thread that made it, as Flink's planner is.
 */
public record StatementEnvironment(StreamTableEnvironmentImpl tables, ResourceManager resources)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementEnvironment.class);
    private static final ConfigOption<List<String>> JARS =
            ConfigOptions.key(PipelineOptions.JARS.key()).stringType().asList().defaultValues();

    public StatementEnvironment {
        requireNonNull(tables, "tables");
        requireNonNull(resources, "resources");
    }

    /**
     * Lets the calling thread resolve types and expressions.
     *
     * <p>The planner keeps its metadata providers by thread; one that finds none fails in a way
     * that breaks planning for the whole process.
     */
    public static void useThread() {
        RelMetadataQueryBase.THREAD_PROVIDERS.set(
                JaninoRelMetadataProvider.of(FlinkDefaultRelMetadataProvider.INSTANCE()));
    }

    /** Parses and validates one statement. */
    public Operation parse(String statement) {
        List<Operation> operations = tables.getParser().parse(statement);
        if (operations.size() != 1) {
            throw new IllegalArgumentException(
                    "statements: " + operations.size() + " (expected: 1)");
        }
        return operations.get(0);
    }

    public <T> void set(ConfigOption<T> option, T value) {
        tables.getConfig().set(option, value);
    }

    /** Names the job to come, and chooses its id, so that it can be cancelled from the start. */
    public JobID nameJob(String name) {
        JobID id = JobID.generate();
        set(PipelineOptions.NAME, name);
        set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id.toHexString());
        return id;
    }

    /** Sends a jar along with the job to come. */
    void addJar(Path jar) {
        List<String> jars = new ArrayList<>(tables.getConfig().get(JARS));
        jars.add(jar.toUri().toString());
        set(JARS, jars);
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (IOException e) {
            LOG.info("Failed to close a statement's class loader", e);
        }
    }

    PlannerBase planner() {
        return (PlannerBase) tables.getPlanner();
    }
}
