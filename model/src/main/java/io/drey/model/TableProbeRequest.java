package io.drey.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks what columns a table of these options would have.
 *
 * @param options as after {@code WITH}; {@code connector} is {@code filesystem}, with {@code path}
 *     and {@code format}; or {@code jdbc}, with {@code url}; or {@code kafka} or {@code
 *     upsert-kafka}, with {@code properties.bootstrap.servers}. Without {@code table-name} or
 *     {@code topic} the tables or topics there are, are listed; without {@code format} it is
 *     guessed from the messages
 * @param isOldestFirst whether a topic's oldest messages are looked at; by default the newest
 */
public record TableProbeRequest(Map<String, String> options, @Nullable Boolean isOldestFirst) {
    public TableProbeRequest {
        options = Map.copyOf(options);
    }

    /** Looks at what is newest. */
    public static TableProbeRequest of(Map<String, String> options) {
        return new TableProbeRequest(options, null);
    }
}
