package io.drey.model;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error with a code from the catalog; the message names the offending value. */
public final class DreyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final DreyErrorCode code;
    private final transient Map<String, Object> details;

    public DreyException(DreyErrorCode code, String message) {
        this(code, message, Map.of(), null);
    }

    public DreyException(DreyErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, Map.of(), cause);
    }

    public DreyException(
            DreyErrorCode code,
            String message,
            Map<String, Object> details,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code");
        this.details = Map.copyOf(details);
    }

    public DreyErrorCode code() {
        return code;
    }

    /** Machine-readable facts that belong to the error; may be empty. */
    public Map<String, Object> details() {
        return details;
    }
}
