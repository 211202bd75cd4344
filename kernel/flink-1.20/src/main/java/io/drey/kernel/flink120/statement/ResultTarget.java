package io.drey.kernel.flink120.statement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the tasks of a query bring its rows.
 *
 * @param result the result's id
 * @param token what the tasks show at the result port
 * @param limit how many rows are wanted at most; 0 means all
 */
record ResultTarget(String host, int port, String result, String token, long limit) {
    static final String CONNECTOR = "drey-result";

    /** For plans that nobody runs. */
    static ResultTarget none() {
        return new ResultTarget("localhost", 1, "none", "", 0);
    }

    /** Options of the sink table; {@code upsertKey} is empty when rows have no key. */
    Map<String, String> toOptions(List<String> upsertKey) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", CONNECTOR);
        options.put("host", host);
        options.put("port", Integer.toString(port));
        options.put("result", result);
        options.put("token", token);
        if (!upsertKey.isEmpty()) {
            options.put(
                    "upsert-key",
                    upsertKey.stream().map(ResultTarget::quoted).collect(Collectors.joining(";")));
        }
        if (limit > 0) {
            options.put("limit", Long.toString(limit));
        }
        return options;
    }

    /** As an element of one of Flink's lists, whatever characters the name has. */
    private static String quoted(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
