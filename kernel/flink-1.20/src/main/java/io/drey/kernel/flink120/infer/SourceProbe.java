package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import java.util.Map;

/** Looks at what a table's options point to. Thread-safe. */
public final class SourceProbe {
    /**
     * Tells the columns there are.
     *
     * @param options of the table; {@code connector} is {@code filesystem} or {@code jdbc}
     * @throws KernelFailure if nothing can be told, with the reason
     * @throws Exception what the other system or its driver throws
     */
    public Found probe(Map<String, String> options) throws Exception {
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
            default ->
                    throw new KernelFailure(
                            Failures.of(
                                    "UNSUPPORTED",
                                    "connector: '"
                                            + connector
                                            + "' (columns can be found out of filesystem and"
                                            + " jdbc)",
                                    null));
        };
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
