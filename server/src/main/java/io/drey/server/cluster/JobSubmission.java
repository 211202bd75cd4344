package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.JobId;
import io.drey.server.artifact.Artifact;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run as one job.
 *
 * @param entryClass whose main method makes the job
 * @param arguments of the main method; visible to whoever sees the cluster, so never a secret
 * @param job the id it shall have, chosen before the call
 * @param configuration settings of Flink, which go before the cluster's own
 * @param restoreFrom path of a checkpoint or savepoint; null to start empty
 * @param mayDropState whether state that no operator claims is dropped rather than an error
 * @param parallelism of operators that set none; 0 for the cluster's default
 */
public record JobSubmission(
        Artifact jar,
        String entryClass,
        List<String> arguments,
        JobId job,
        Map<String, String> configuration,
        @Nullable String restoreFrom,
        boolean mayDropState,
        int parallelism) {
    public JobSubmission {
        requireNonNull(jar, "jar");
        requireNonNull(entryClass, "entryClass");
        arguments = List.copyOf(arguments);
        requireNonNull(job, "job");
        configuration = Map.copyOf(configuration);
        if (parallelism < 0) {
            throw new IllegalArgumentException("parallelism: " + parallelism + " (expected: >= 0)");
        }
    }
}
