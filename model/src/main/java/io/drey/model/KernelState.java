package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the server knows of a kernel process. */
public enum KernelState {
    @JsonProperty("starting")
    STARTING,
    @JsonProperty("idle")
    IDLE,
    @JsonProperty("busy")
    BUSY,
    /** Died or stopped answering without being asked to. */
    @JsonProperty("lost")
    LOST,
    @JsonProperty("stopped")
    STOPPED
}
