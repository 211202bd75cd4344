package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a result stands. */
public enum ResultState {
    /** Announced by the kernel, no row yet. */
    @JsonProperty("opening")
    OPENING(false),
    @JsonProperty("running")
    RUNNING(false),
    /** Every row has arrived. */
    @JsonProperty("complete")
    COMPLETE(true),
    @JsonProperty("failed")
    FAILED(true),
    @JsonProperty("cancelled")
    CANCELLED(true),
    /** Ended by Drey: its limit was reached, or nobody looked at it for long. */
    @JsonProperty("stopped")
    STOPPED(true),
    /** Rows stopped arriving because a process was lost; what is held is kept. */
    @JsonProperty("interrupted")
    INTERRUPTED(true);

    private final boolean isFinal;

    ResultState(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** Whether no further row can arrive. */
    public boolean isFinal() {
        return isFinal;
    }
}
