package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one savepoint that was asked for: 32 hexadecimal digits, chosen before the call.
 *
 * <p>Flink makes one savepoint for all calls with the same id, so a call can be repeated.
 */
public record TriggerId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TriggerId {
        Ids.requireHex(value, "trigger id");
    }

    /** The id of a deployment's action; always the same for the same action. */
    public static TriggerId ofAction(DeploymentId deployment, int action) {
        return new TriggerId(Ids.hash("trigger", deployment.value(), Integer.toString(action)));
    }

    @Override
    public String toString() {
        return value;
    }
}
