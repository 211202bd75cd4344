package io.drey.kernel.flink120.setting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ExecutionOptions;

/**
 * What a notebook's file asks for its session, read as settings of Flink.
 *
 * <p>Whatever it asks, a session can begin: what does not count is left out and told.
 *
 * @param said all that was asked, by the keys of the file
 * @param settings what counts of it
 * @param warnings what does not count, or may mean nothing
 */
public record NotebookSettings(
        Map<String, String> said, Map<String, String> settings, List<String> warnings) {
    /** For a session that is nobody's. */
    public static final NotebookSettings NONE = new NotebookSettings(Map.of(), Map.of(), List.of());

    private static final String FREE_PREFIX = "settings.";

    public NotebookSettings {
        said = Map.copyOf(said);
        settings = Map.copyOf(settings);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads what the file says.
     *
     * @param runtime the only one the session can have
     * @param cluster the only one it can send jobs to
     */
    public static NotebookSettings read(Map<String, String> said, String runtime, String cluster) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        new TreeMap<>(said)
                .forEach(
                        (key, value) -> {
                            switch (key) {
                                case "flink" -> requireRuntime(value, runtime, warnings);
                                case "mode" -> requireCluster(value, cluster, warnings);
                                case "runtime" -> readMode(value, settings, warnings);
                                default -> readFree(key, value, settings, warnings);
                            }
                        });
        return new NotebookSettings(said, settings, warnings);
    }

    private static void requireRuntime(String wanted, String runtime, List<String> warnings) {
        if (wanted.equals(runtime)) {
            return;
        }
        // YAML takes 1.20 for a number, and that is 1.2.
        boolean isNumber = (wanted + "0").equals(runtime);
        warnings.add(
                "session.flink: '%s' (this Drey has: %s). The kernel runs on Flink %s.%s"
                        .formatted(
                                wanted,
                                runtime,
                                runtime,
                                isNumber ? " In YAML it needs quotes: \"" + runtime + "\"." : ""));
    }

    private static void requireCluster(String wanted, String cluster, List<String> warnings) {
        if (!wanted.equals(cluster)) {
            warnings.add(
                    "session.mode: '%s' (this Drey has the cluster: %s). Jobs go to %s."
                            .formatted(wanted, cluster, cluster));
        }
    }

    private static void readMode(
            String value, Map<String, String> settings, List<String> warnings) {
        switch (value) {
            case "batch", "streaming" ->
                    settings.put(
                            ExecutionOptions.RUNTIME_MODE.key(), value.toUpperCase(Locale.ROOT));
            default ->
                    warnings.add(
                            "session.runtime: '%s' (expected: batch or streaming). It is left out."
                                    .formatted(value));
        }
    }

    private static void readFree(
            String key, String value, Map<String, String> settings, List<String> warnings) {
        if (!key.startsWith(FREE_PREFIX)) {
            return;
        }
        KnownSettings known = KnownSettings.get();
        String name = key.substring(FREE_PREFIX.length());
        known.findFault(name, value)
                .ifPresentOrElse(
                        fault -> warnings.add("session.settings: " + fault + " It is left out."),
                        () -> settings.put(name, value));
        known.findDoubt(name).ifPresent(doubt -> warnings.add("session.settings: " + doubt));
    }
}
