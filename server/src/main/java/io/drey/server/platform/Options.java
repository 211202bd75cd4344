package io.drey.server.platform;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force, from three sources: file, environment, flags; a later one wins.
 *
 * <p>Immutable and thread-safe.
 */
public final class Options {
    private final Map<String, Object> values;

    private Options(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads the known options from all sources.
     *
     * @throws DreyException OPTION_INVALID naming every unknown key and wrong value together
     */
    public static Options load(
            List<ConfigOption<?>> known,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> flags) {
        List<String> problems = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        for (Map<String, String> source : List.of(file, flags)) {
            for (String key : source.keySet()) {
                if (known.stream().noneMatch(option -> option.key().equals(key))) {
                    problems.add(unknown(key, known));
                }
            }
        }
        for (ConfigOption<?> option : known) {
            String text = flags.get(option.key());
            text = text != null ? text : environment.get(option.environmentKey());
            text = text != null ? text : file.get(option.key());
            read(option, text, values, problems);
        }
        if (!problems.isEmpty()) {
            throw new DreyException(DreyErrorCode.OPTION_INVALID, String.join("; ", problems));
        }
        return new Options(values);
    }

    /** All defaults; for tests and tools. */
    public static Options defaults(List<ConfigOption<?>> known) {
        return load(known, Map.of(), Map.of(), Map.of());
    }

    /** The value of an option that has a default. */
    public <T> T get(ConfigOption<T> option) {
        return requireNonNull(find(option), option.key());
    }

    /** The value of an option that may be unset. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T find(ConfigOption<T> option) {
        return (T) values.get(option.key());
    }

    private static void read(
            ConfigOption<?> option,
            @Nullable String text,
            Map<String, Object> values,
            List<String> problems) {
        if (text == null) {
            if (option.defaultValue() != null) {
                values.put(option.key(), option.defaultValue());
            }
            return;
        }
        try {
            values.put(option.key(), requireNonNull(option.parser().apply(text), option.key()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(option.key() + ": '" + text + "' (expected: a " + option.kind() + ")");
        }
    }

    private static String unknown(String key, List<ConfigOption<?>> known) {
        return key
                + ": no such option"
                + Nearest.hint(key, known.stream().map(ConfigOption::key).toList());
    }
}
