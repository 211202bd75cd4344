package io.drey.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error as the API answers it (RFC 9457, media type {@code application/problem+json}). */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        String code,
        String help,
        Map<String, Object> details,
        @Nullable String traceId) {

    public static Problem of(DreyException error, @Nullable String traceId) {
        DreyErrorCode code = error.code();
        return new Problem(
                "about:blank",
                code.title(),
                code.httpStatus(),
                error.getMessage(),
                code.name(),
                code.help(),
                error.details(),
                traceId);
    }
}
