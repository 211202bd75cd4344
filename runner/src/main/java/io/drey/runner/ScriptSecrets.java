package io.drey.runner;

import java.util.Map;
import java.util.TreeMap;

/**
 * Secrets of a script, which come beside the bundle, in the settings of its submission: the bundle
 * is stored in several places, those are not.
 */
final class ScriptSecrets {
    private static final String PREFIX = "drey.secret.";

    private final Map<String, String> values = new TreeMap<>();

    /**
     * Those among a submission's settings.
     *
     * @param settings may hold anything else too
     */
    ScriptSecrets(Map<String, String> settings) {
        settings.forEach(
                (key, value) -> {
                    if (key.startsWith(PREFIX)) {
                        values.put(key.substring(PREFIX.length()), value);
                    }
                });
    }

    /** Puts them where the script names them, which is within quotes. */
    String fill(String script) {
        String filled = script;
        for (Map.Entry<String, String> secret : values.entrySet()) {
            filled =
                    filled.replace(
                            "${secret:" + secret.getKey() + "}",
                            secret.getValue().replace("'", "''"));
        }
        return filled;
    }

    /** Settings that keep them from becoming a part of the job. */
    Map<String, String> forgotten() {
        Map<String, String> settings = new TreeMap<>();
        values.keySet().forEach(name -> settings.put(PREFIX + name, ""));
        return settings;
    }
}
