package io.drey.server.keeper;

import io.drey.model.DeploymentId;
import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of Flink that a deployment's job runs with. Immutable. */
final class JobSettings {
    /** A job marked so is brought back by a cluster that can. */
    static final String KEEP = "drey.keep";

    /** Begins the names of settings that bring secrets to the runner; Flink hides their values. */
    static final String SECRET = "drey.secret.";

    /** Where state is kept, for the runner to see that the cluster can write there. */
    static final String STATE = "drey.state-directory";

    private static final int LEAST_RETAINED = 3;
    private static final String RETAIN = "RETAIN_ON_CANCELLATION";
    private static final List<String> RETENTION =
            List.of("execution.checkpointing.externalized-checkpoint-retention");
    private static final List<String> RETAINED =
            List.of("execution.checkpointing.num-retained", "state.checkpoints.num-retained");
    private static final List<String> DIRECTORY =
            List.of("execution.checkpointing.dir", "state.checkpoints.dir");

    private final DeploymentFolders folders;
    private final Duration checkpointInterval;

    JobSettings(DeploymentFolders folders, Duration checkpointInterval) {
        this.folders = folders;
        this.checkpointInterval = checkpointInterval;
    }

    /**
     * Refuses settings under which state could be lost, unless loss is accepted.
     *
     * @throws DreyException CHECKPOINTS_NOT_KEPT
     */
    static void requireKept(DeploymentSpec spec) {
        if (Boolean.TRUE.equals(spec.acceptLoss())) {
            return;
        }
        String retention = find(spec, RETENTION);
        if (retention != null && !retention.equals(RETAIN)) {
            throw notKept(RETENTION.get(0), retention, RETAIN);
        }
        String retained = find(spec, RETAINED);
        if (retained != null && number(retained) < LEAST_RETAINED) {
            throw notKept(RETAINED.get(0), retained, ">= " + LEAST_RETAINED);
        }
        String directory = find(spec, DIRECTORY);
        if (directory != null) {
            throw notKept(DIRECTORY.get(0), directory, "not set: each deployment has its own");
        }
    }

    Map<String, String> of(DeploymentId id, String name, DeploymentSpec spec) {
        Map<String, String> settings = new HashMap<>();
        settings.put(KEEP, "true");
        settings.put(STATE, folders.marked(id));
        settings.put("pipeline.name", name);
        settings.put(DIRECTORY.get(0), folders.checkpoints(id));
        settings.put(RETENTION.get(0), RETAIN);
        settings.put(RETAINED.get(0), Integer.toString(LEAST_RETAINED));
        Long wanted = spec.checkpointMillis();
        long interval = wanted == null ? checkpointInterval.toMillis() : wanted;
        if (!"batch".equalsIgnoreCase(spec.knownSettings().get("execution.runtime-mode"))) {
            settings.put("execution.checkpointing.interval", interval + " ms");
        }
        // Flink restarts what stumbles; what goes on stumbling is for the keeper to judge.
        settings.put("restart-strategy.type", "exponential-delay");
        settings.put("restart-strategy.exponential-delay.attempts-before-reset-backoff", "10");
        settings.putAll(spec.knownSettings());
        return settings;
    }

    private static @Nullable String find(DeploymentSpec spec, List<String> names) {
        return names.stream()
                .map(spec.knownSettings()::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static DreyException notKept(String key, String value, String expected) {
        return new DreyException(
                DreyErrorCode.CHECKPOINTS_NOT_KEPT,
                key + ": '" + value + "' (expected: " + expected + ")");
    }
}
