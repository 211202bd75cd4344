package io.drey.kernel.flink120.statement;

import java.util.List;

/**
 * Which changes a query brings.
 *
 * @param kind {@code append}, {@code upsert} or {@code retract}
 * @param upsertKey names of the key's columns; empty unless the kind is upsert
 */
record Changelog(String kind, List<String> upsertKey) {
    static final Changelog APPEND = new Changelog("append", List.of());
    static final Changelog RETRACT = new Changelog("retract", List.of());

    Changelog {
        upsertKey = List.copyOf(upsertKey);
    }

    static Changelog upsert(List<String> key) {
        return new Changelog("upsert", key);
    }
}
