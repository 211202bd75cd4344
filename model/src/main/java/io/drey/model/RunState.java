package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run stands. */
public enum RunState {
    @JsonProperty("queued")
    QUEUED(false),
    @JsonProperty("running")
    RUNNING(false),
    /** All statements were accepted and at least one unbounded job goes on. */
    @JsonProperty("streaming")
    STREAMING(false),
    @JsonProperty("succeeded")
    SUCCEEDED(true),
    @JsonProperty("failed")
    FAILED(true),
    @JsonProperty("cancelled")
    CANCELLED(true),
    /** Never started, because the run it was to follow failed. */
    @JsonProperty("skipped")
    SKIPPED(true);

    private final boolean isFinal;

    RunState(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** Whether the run will never change again. */
    public boolean isFinal() {
        return isFinal;
    }
}
