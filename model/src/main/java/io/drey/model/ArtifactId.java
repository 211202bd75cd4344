package io.drey.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a stored file by its content: the 64 hexadecimal digits of its SHA-256. */
public record ArtifactId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ArtifactId {
        if (!FORM.matcher(value).matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "artifact id: '" + value + "' (expected: 64 hexadecimal digits)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
