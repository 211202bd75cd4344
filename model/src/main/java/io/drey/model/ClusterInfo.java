package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** A Flink cluster as Drey sees it now. */
public record ClusterInfo(
        String name,
        State state,
        @Nullable String webUrl,
        @Nullable String flinkVersion,
        int slotsTotal,
        int slotsFree,
        @Nullable String why) {
    /** Whether work can be given to it. */
    public enum State {
        @JsonProperty("starting")
        STARTING,
        @JsonProperty("up")
        UP,
        @JsonProperty("restarting")
        RESTARTING,
        @JsonProperty("unreachable")
        UNREACHABLE,
        @JsonProperty("stopped")
        STOPPED
    }
}
