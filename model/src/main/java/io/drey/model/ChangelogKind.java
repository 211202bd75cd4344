package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which changes a query's result can bring. */
public enum ChangelogKind {
    /** Rows are only added. */
    @JsonProperty("append")
    APPEND,
    /** A row replaces the earlier one of the same key. */
    @JsonProperty("upsert")
    UPSERT,
    /** Rows are taken back by their full content; there is no key. */
    @JsonProperty("retract")
    RETRACT
}
