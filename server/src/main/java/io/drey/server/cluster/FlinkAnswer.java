package io.drey.server.cluster;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer of Flink's REST interface, whatever it says. */
record FlinkAnswer(int status, JsonNode body) {
    private static final String NOTHING_SAID = "Internal server error.";

    boolean isOk() {
        return status / 100 == 2;
    }

    /** All that Flink says about what went wrong, stack traces included; may be empty. */
    String errors() {
        List<String> texts = new ArrayList<>();
        for (JsonNode error : body.path("errors")) {
            texts.add(error.asString(""));
        }
        if (texts.size() > 1) {
            texts.remove(NOTHING_SAID);
        }
        return String.join("\n", texts);
    }
}
