package io.drey.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds the path and query of a call, escaping every part. Confined to one thread. */
final class ApiPath {
    private final StringBuilder text;
    private char separator = '?';

    private ApiPath(String prefix) {
        text = new StringBuilder(prefix);
    }

    /** Starts at a fixed place, such as {@code /notebooks}. */
    static ApiPath of(String prefix) {
        return new ApiPath(prefix);
    }

    /** Appends one segment; a slash in it is escaped. */
    ApiPath segment(Object value) {
        text.append('/').append(escape(value.toString()));
        return this;
    }

    /** Appends a path of several segments; its slashes stay. */
    ApiPath segments(String path) {
        for (String part : path.split("/", -1)) {
            segment(part);
        }
        return this;
    }

    /** Adds a query parameter; null leaves it out. */
    ApiPath query(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator).append(name).append('=').append(escape(value.toString()));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escape(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
