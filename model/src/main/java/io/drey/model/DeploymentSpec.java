package io.drey.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SQL program with the settings it runs with.
 *
 * @param cluster where it runs, such as {@code local}; null for that
 * @param script the statements, as in a file
 * @param parallelism null for what the cluster does by default
 * @param settings of Flink, by their keys; they win over what Drey sets
 * @param labels to find deployments by
 * @param checkpointMillis how often state is saved; null for the server's default
 * @param restarts null for the default
 * @param acceptLoss lets settings forbid the keeping of checkpoints
 * @param parameters values for what the script and the settings leave open as <code>${name}</code>
 * @param variables shared variables that fill what the parameters leave open, as they were when the
 *     spec was given; the server fills them in, whatever is sent
 */
public record DeploymentSpec(
        @Nullable String cluster,
        String script,
        @Nullable Integer parallelism,
        @Nullable Map<String, String> settings,
        @Nullable Map<String, String> labels,
        @Nullable Long checkpointMillis,
        @Nullable RestartRules restarts,
        @Nullable Boolean acceptLoss,
        @Nullable Map<String, String> parameters,
        @Nullable Map<String, String> variables) {
    public DeploymentSpec {
        if (script.isBlank()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, "script: empty (expected: SQL statements)");
        }
        if (parallelism != null) {
            Deployments.requireAtLeast(parallelism, 1, "parallelism");
        }
        if (checkpointMillis != null) {
            Deployments.requireAtLeast(checkpointMillis, 10, "checkpointMillis");
        }
        cluster = cluster == null ? "local" : cluster;
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
        variables = variables == null ? Map.of() : Map.copyOf(variables);
    }

    /** A script on a cluster, all else by default. */
    public static DeploymentSpec of(@Nullable String cluster, String script) {
        return new DeploymentSpec(cluster, script, null, null, null, null, null, null, null, null);
    }

    @JsonIgnore
    public String clusterName() {
        return Objects.requireNonNullElse(cluster, "local");
    }

    @JsonIgnore
    public Map<String, String> knownSettings() {
        return Objects.requireNonNullElse(settings, Map.of());
    }

    @JsonIgnore
    public Map<String, String> knownLabels() {
        return Objects.requireNonNullElse(labels, Map.of());
    }

    @JsonIgnore
    public Map<String, String> knownParameters() {
        return Objects.requireNonNullElse(parameters, Map.of());
    }

    @JsonIgnore
    public Map<String, String> knownVariables() {
        return Objects.requireNonNullElse(variables, Map.of());
    }

    /** The same program with other texts, as when what they leave open is filled in. */
    public DeploymentSpec withTexts(String otherScript, Map<String, String> otherSettings) {
        return new DeploymentSpec(
                cluster,
                otherScript,
                parallelism,
                otherSettings,
                labels,
                checkpointMillis,
                restarts,
                acceptLoss,
                parameters,
                variables);
    }

    public DeploymentSpec withVariables(Map<String, String> others) {
        return new DeploymentSpec(
                cluster,
                script,
                parallelism,
                settings,
                labels,
                checkpointMillis,
                restarts,
                acceptLoss,
                parameters,
                others);
    }

    @JsonIgnore
    public RestartRules restartRules() {
        return Objects.requireNonNullElse(restarts, RestartRules.DEFAULT);
    }
}
