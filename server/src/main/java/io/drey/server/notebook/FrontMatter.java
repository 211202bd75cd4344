package io.drey.server.notebook;

import io.drey.server.platform.TextDistance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What the YAML at the top of a notebook says.
 *
 * @param values all top-level keys, unknown ones too
 * @param warnings what is wrong or unknown; the text is kept whatever they say
 */
record FrontMatter(Map<String, Object> values, List<String> warnings, boolean broken) {
    static final FrontMatter NONE = new FrontMatter(Map.of(), List.of(), false);

    private static final int FORMAT = 1;
    private static final Set<String> KNOWN =
            Set.of("drey", "title", "session", "deps", "params", "summary", "minutes", "order");
    private static final Set<String> KNOWN_OF_SESSION =
            Set.of("flink", "mode", "runtime", "settings");
    private static final String SESSION = "session";
    private static final String SESSION_PREFIX = SESSION + ".";
    private static final LoadSettings SETTINGS =
            LoadSettings.builder()
                    .setMaxAliasesForCollections(10)
                    .setCodePointLimit(1 << 20)
                    .build();

    FrontMatter {
        warnings = List.copyOf(warnings);
    }

    /** Reads YAML; whatever it is, the outcome is a value with warnings, not an exception. */
    static FrontMatter parse(String yaml) {
        try {
            Object loaded = new Load(SETTINGS).loadFromString(yaml);
            if (loaded == null) {
                return NONE;
            }
            if (!(loaded instanceof Map<?, ?> map)) {
                return brokenBecause("expected: lines of 'key: value'");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            map.forEach(
                    (key, value) -> values.put(String.valueOf(key), value == null ? "" : value));
            return new FrontMatter(values, warningsOf(values), false);
        } catch (MarkedYamlEngineException e) {
            // The opening '---' is line 1 of the file, and marks count from 0.
            String place =
                    e.getProblemMark()
                            .map(mark -> "line " + (mark.getLine() + 2) + ": ")
                            .orElse("");
            return brokenBecause(place + e.getProblem());
        } catch (YamlEngineException e) {
            return brokenBecause(String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return brokenBecause("nested too deeply");
        }
    }

    @Nullable String text(String key) {
        String text = flat().getOrDefault(key, "").strip();
        return text.isEmpty() ? null : text;
    }

    int number(String key, int otherwise) {
        return values.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    /** Single values by name, those of {@code session} as {@code session.key}. */
    Map<String, String> flat() {
        Map<String, String> flat = new LinkedHashMap<>();
        values.forEach(
                (key, value) -> {
                    if (key.equals(SESSION)) {
                        putAll(flat, key, value);
                    } else if (isScalar(value)) {
                        flat.put(key, String.valueOf(value));
                    }
                });
        return flat;
    }

    /** What the notebook asks for its session, by the keys below {@code session}. */
    Map<String, String> session() {
        Map<String, String> session = new LinkedHashMap<>();
        flat().forEach(
                        (key, value) -> {
                            if (key.startsWith(SESSION_PREFIX)) {
                                session.put(key.substring(SESSION_PREFIX.length()), value);
                            }
                        });
        return session;
    }

    private static void putAll(Map<String, String> flat, String name, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, of) -> putAll(flat, name + "." + key, of));
        } else if (isScalar(value)) {
            flat.put(name, String.valueOf(value));
        }
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static FrontMatter brokenBecause(String reason) {
        return new FrontMatter(
                Map.of(),
                List.of("The front matter cannot be read and is kept as text: " + reason),
                true);
    }

    private static List<String> warningsOf(Map<String, Object> values) {
        List<String> warnings = new ArrayList<>();
        values.keySet().stream()
                .filter(key -> !KNOWN.contains(key))
                .forEach(key -> warnings.add("front matter: unknown key '" + key + "' is kept"));
        Object format = values.get("drey");
        if (format != null && !(format instanceof Integer)) {
            warnings.add("front matter: drey: '" + format + "' (expected: " + FORMAT + ")");
        } else if (format instanceof Integer version && version > FORMAT) {
            warnings.add(
                    "front matter: drey: "
                            + version
                            + " was written by a newer Drey; this one knows format "
                            + FORMAT);
        }
        Object session = values.get(SESSION);
        if (session instanceof Map<?, ?> map) {
            map.forEach((key, value) -> warnOfSession(String.valueOf(key), value, warnings));
        } else if (session != null) {
            warnings.add("front matter: session: expected {flink, mode, runtime, settings}");
        }
        return warnings;
    }

    private static void warnOfSession(String key, @Nullable Object value, List<String> warnings) {
        if (!KNOWN_OF_SESSION.contains(key)) {
            String meant =
                    KNOWN_OF_SESSION.stream()
                            .filter(known -> TextDistance.between(key, known) <= 2)
                            .min(Comparator.comparingInt(it -> TextDistance.between(key, it)))
                            .map(known -> "; did you mean '" + known + "'?")
                            .orElse(" (known: flink, mode, runtime, settings)");
            warnings.add("front matter: unknown key 'session." + key + "' is kept" + meant);
        } else if (key.equals("settings")) {
            warnOfSettings(value, warnings);
        } else if (!isScalar(value)) {
            warnings.add("front matter: session." + key + ": expected a single value");
        } else if (key.equals("runtime") && !Set.of("batch", "streaming").contains("" + value)) {
            warnings.add(
                    "front matter: session.runtime: '"
                            + value
                            + "' (expected: batch or streaming)");
        }
    }

    private static void warnOfSettings(@Nullable Object value, List<String> warnings) {
        if (!(value instanceof Map<?, ?> map)) {
            warnings.add("front matter: session.settings: expected lines of 'key: value'");
            return;
        }
        map.forEach(
                (key, of) -> {
                    if (!isScalar(of) && !(of instanceof Map<?, ?>)) {
                        warnings.add(
                                "front matter: session.settings."
                                        + key
                                        + ": expected a single value");
                    }
                });
    }
}
