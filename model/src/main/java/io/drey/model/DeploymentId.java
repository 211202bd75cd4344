package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a deployment for good, whatever it is called: 32 hexadecimal digits. */
public record DeploymentId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeploymentId {
        Ids.requireHex(value, "deployment id");
    }

    @Override
    public String toString() {
        return value;
    }
}
