package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a job of Flink: 32 hexadecimal digits. */
public record JobId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "job id: '" + value + "' (expected: 32 hexadecimal digits)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
