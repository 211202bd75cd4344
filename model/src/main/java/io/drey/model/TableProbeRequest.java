package io.drey.model;

import java.util.Map;

/**
 * Asks what columns a table of these options would have.
 *
 * @param options as after {@code WITH}; {@code connector} is {@code filesystem}, with {@code path}
 *     and {@code format}, or {@code jdbc}, with {@code url}; without {@code table-name} the
 *     database's tables are listed
 */
public record TableProbeRequest(Map<String, String> options) {
    public TableProbeRequest {
        options = Map.copyOf(options);
    }
}
