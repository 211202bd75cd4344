package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How Flink executes a query. */
public enum ExecutionMode {
    @JsonProperty("batch")
    BATCH,
    @JsonProperty("streaming")
    STREAMING
}
