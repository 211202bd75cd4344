package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a job of Flink: 32 hexadecimal digits. */
public record JobId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        Ids.requireHex(value, "job id");
    }

    /**
     * The id of a deployment's attempt, known before it is submitted: who looks for it after a
     * crash finds the very job, and submitting it twice gives one.
     *
     * @param installation differs for servers that share a cluster
     */
    public static JobId ofAttempt(String installation, DeploymentId deployment, int attempt) {
        return new JobId(
                Ids.hash("job", installation, deployment.value(), Integer.toString(attempt)));
    }

    @Override
    public String toString() {
        return value;
    }
}
