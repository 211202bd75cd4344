package io.drey.cli;

import io.drey.model.DeploymentAct;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code ./drey deployment} can do to a deployment. */
enum DeploymentVerb {
    START(DeploymentAct.Kind.START, "Start a deployment from its newest restore point."),
    STOP(DeploymentAct.Kind.STOP, "Stop a deployment with a savepoint."),
    SUSPEND(DeploymentAct.Kind.SUSPEND, "Stop a deployment for a while, with a savepoint."),
    RESUME(DeploymentAct.Kind.RESUME, "Let a deployment go on from its newest restore point."),
    RESTART(
            DeploymentAct.Kind.RESTART,
            "Stop a deployment with a savepoint and start it from that."),
    CANCEL(
            DeploymentAct.Kind.CANCEL,
            "Stop a deployment at once, without a savepoint; its checkpoints stay."),
    SAVEPOINT(DeploymentAct.Kind.SAVEPOINT, "Make a savepoint of a deployment while it runs on."),
    DELETE(
            null,
            "Cancel what runs of a deployment and forget it; its checkpoints and savepoints stay"
                    + " where they are.");

    private final DeploymentAct.@Nullable Kind act;
    private final String description;

    DeploymentVerb(DeploymentAct.@Nullable Kind act, String description) {
        this.act = act;
        this.description = description;
    }

    /** Null for deleting. */
    DeploymentAct.@Nullable Kind act() {
        return act;
    }

    String description() {
        return description;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it ends with something running. */
    boolean isStarting() {
        return this == START || this == RESUME || this == RESTART;
    }

    static String words() {
        return Arrays.stream(values()).map(DeploymentVerb::word).collect(Collectors.joining(", "));
    }
}
