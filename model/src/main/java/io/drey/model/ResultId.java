package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names what one query of a run produced. */
public record ResultId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ResultId {
        Ids.require(value, "result id");
    }

    @Override
    public String toString() {
        return value;
    }
}
