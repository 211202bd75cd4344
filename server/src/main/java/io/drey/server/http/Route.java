package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of the API: what it is called, what it takes and gives, and who answers.
 *
 * <p>The API description is generated from these. A handler returns the value to be written as
 * JSON, or {@link #STREAMED} when it wrote the answer itself, or null for an empty answer.
 *
 * @param path below {@code /api/v1}; {@code {name}} stands for one part, {@code <name>} for several
 * @param request null when there is no body
 * @param response null for an empty answer
 * @param isList whether the answer is a list of {@code response}
 * @param contentType of an answer that is not JSON; null for JSON
 */
public record Route(
        Method method,
        String path,
        String summary,
        @Nullable Class<?> request,
        @Nullable Class<?> response,
        boolean isList,
        @Nullable String contentType,
        List<Parameter> query,
        List<DreyErrorCode> errors,
        boolean isPublic,
        Handler handler) {
    /** Returned by a handler that wrote its answer to the request's stream. */
    public static final Object STREAMED = new Object();

    /** What a call does. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** A query parameter. */
    public record Parameter(String name, String description) {}

    /** Answers a request. */
    @FunctionalInterface
    public interface Handler {
        @Nullable Object handle(Request request) throws Exception;
    }

    public static Builder get(String path) {
        return new Builder(Method.GET, path);
    }

    public static Builder post(String path) {
        return new Builder(Method.POST, path);
    }

    public static Builder put(String path) {
        return new Builder(Method.PUT, path);
    }

    public static Builder patch(String path) {
        return new Builder(Method.PATCH, path);
    }

    public static Builder delete(String path) {
        return new Builder(Method.DELETE, path);
    }

    /** Collects a route's description; {@link #handle} ends it. Confined to one thread. */
    public static final class Builder {
        private final Method method;
        private final String path;
        private String summary = "";
        private @Nullable Class<?> request;
        private @Nullable Class<?> response;
        private boolean isList;
        private @Nullable String contentType;
        private final List<Parameter> query = new java.util.ArrayList<>();
        private List<DreyErrorCode> errors = List.of();
        private boolean isPublic;

        private Builder(Method method, String path) {
            this.method = method;
            this.path = path;
        }

        public Builder summary(String text) {
            summary = text;
            return this;
        }

        public Builder takes(Class<?> type) {
            request = type;
            return this;
        }

        public Builder gives(Class<?> type) {
            response = type;
            return this;
        }

        public Builder givesListOf(Class<?> type) {
            response = type;
            isList = true;
            return this;
        }

        public Builder givesStream(String type) {
            contentType = type;
            return this;
        }

        public Builder query(String name, String description) {
            query.add(new Parameter(name, description));
            return this;
        }

        public Builder errors(DreyErrorCode... codes) {
            errors = List.of(codes);
            return this;
        }

        /** Answers without signing in. */
        public Builder open() {
            isPublic = true;
            return this;
        }

        public Route handle(Handler handler) {
            return new Route(
                    method,
                    path,
                    summary,
                    request,
                    response,
                    isList,
                    contentType,
                    List.copyOf(query),
                    errors,
                    isPublic,
                    handler);
        }
    }
}
