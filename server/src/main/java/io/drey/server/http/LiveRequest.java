package io.drey.server.http;

import io.drey.model.Arrangement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page says over the live connection.
 *
 * @param op such as {@code watch-result}, {@code ack}, {@code unwatch}
 * @param id the page's own name for the watch
 */
public record LiveRequest(
        @Nullable String op,
        @Nullable String id,
        @Nullable String result,
        @Nullable Long offset,
        @Nullable Integer limit,
        @Nullable String view,
        @Nullable List<String> columns,
        @Nullable Boolean tail,
        @Nullable Arrangement arrangement,
        @Nullable String at,
        @Nullable Long frame,
        @Nullable String notebook,
        @Nullable String job,
        @Nullable String deployment) {}
