package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import io.drey.protocol.CatalogMessages.Draft;
import java.util.Map;

/** Looks at what a table's options point to. Thread-safe. */
public final class SourceProbe {
    /**
     * Tells the columns there are.
     *
     * @param options of the table; {@code connector} is {@code filesystem}, {@code jdbc}, {@code
     *     kafka} or {@code upsert-kafka}
     * @param isOldestFirst whether a topic's oldest messages are looked at, and not its newest
     * @throws KernelFailure if nothing can be told, with the reason
     * @throws Exception what the other system or its driver throws
     */
    public Draft probe(Map<String, String> options, boolean isOldestFirst) throws Exception {
        String connector = options.getOrDefault("connector", "");
        return switch (connector) {
            case "filesystem" ->
                    FileProbe.probe(required(options, "path"), required(options, "format"));
            case "jdbc" ->
                    DatabaseProbe.probe(
                            required(options, "url"),
                            options.get("username"),
                            options.get("password"),
                            options.get("table-name"));
            case "kafka", "upsert-kafka" -> {
                required(options, KafkaProbe.SERVERS);
                yield kafka(options, isOldestFirst);
            }
            default ->
                    throw new KernelFailure(
                            Failures.of(
                                    "UNSUPPORTED",
                                    "connector: '"
                                            + connector
                                            + "' (columns can be found out of filesystem,"
                                            + " jdbc, kafka and upsert-kafka)",
                                    null));
        };
    }

    private static Draft kafka(Map<String, String> options, boolean isOldestFirst) {
        try {
            return KafkaProbe.probe(options, isOldestFirst);
        } catch (NoClassDefFoundError e) {
            throw new KernelFailure(
                    Failures.of(
                            "CONNECTOR_MISSING",
                            "There is no Kafka client on the kernel's class path.",
                            "The pack kafka brings it: put its jars into packs/1.20/kafka of the"
                                    + " distribution and restart the kernel. A jar that came by ADD"
                                    + " JAR runs queries, but cannot be used to look here.",
                            null));
        }
    }

    private static String required(Map<String, String> options, String key) {
        String value = options.get(key);
        if (value == null || value.isBlank()) {
            throw new KernelFailure(
                    Failures.of(
                            "BAD_REQUEST", "'" + key + "' is missing (expected: a value)", null));
        }
        return value.strip();
    }
}
