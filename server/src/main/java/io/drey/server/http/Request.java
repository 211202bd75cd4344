package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.JsonMappers;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a route sees of a request. Confined to the request's thread. */
public final class Request {
    private final Context context;

    Request(Context context) {
        this.context = context;
    }

    /** A part of the path that the route named. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A query parameter; null when absent or empty. */
    public @Nullable String query(String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** A query parameter that is a whole number of at least {@code min}. */
    public long queryNumber(String name, long defaultValue, long min) {
        String value = query(name);
        if (value == null) {
            return defaultValue;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, together with numbers that are too small.
        }
        throw new DreyException(
                DreyErrorCode.BAD_REQUEST,
                name + ": '" + value + "' (expected: a whole number >= " + min + ")");
    }

    /** The body as text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The body. */
    public byte[] bytes() {
        return context.bodyAsBytes();
    }

    /** The body read as JSON. */
    public <T> T body(Class<T> type) {
        byte[] bytes = context.bodyAsBytes();
        try {
            T body = bytes.length == 0 ? null : JsonMappers.api().readValue(bytes, type);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "body: "
                            + e.getOriginalMessage()
                            + " (expected: a JSON "
                            + type.getSimpleName()
                            + ")",
                    e);
        }
        throw new DreyException(
                DreyErrorCode.BAD_REQUEST, "body: empty (expected: " + type.getSimpleName() + ")");
    }

    /** Sets a header of the answer. */
    public void header(String name, String value) {
        context.header(name, value);
    }

    /** Begins an answer that is written as a stream; what is flushed goes out at once. */
    public OutputStream stream(String contentType) throws IOException {
        context.contentType(contentType);
        // Not Javalin's own stream, which compresses and does not pass a flush on.
        return context.res().getOutputStream();
    }

    Context context() {
        return context;
    }
}
