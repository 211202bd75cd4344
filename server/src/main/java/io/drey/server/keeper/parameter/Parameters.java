package io.drey.server.keeper.parameter;

import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Fills in what a spec's script and settings leave open.
 *
 * <p>A value is one literal or one name wherever it stands in SQL, and never more: what would end
 * it is doubled. Confined to one call.
 */
public final class Parameters {
    private static final String SECRETS = "${" + Placeholder.SECRET + ":";

    private final DeploymentSpec spec;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private final Map<String, Parameter> declared;

    private Parameters(DeploymentSpec spec) {
        this.spec = spec;
        this.declared = Declarations.of(spec.script(), problems);
    }

    /**
     * The spec with nothing left open but secrets.
     *
     * @throws DreyException PARAMETER_INVALID naming all that is missing, unknown or of the wrong
     *     type
     */
    public static DeploymentSpec fill(DeploymentSpec spec) {
        return new Parameters(spec).fill();
    }

    /** The names of everything that a spec leaves open and gives no value to. */
    public static Set<String> open(DeploymentSpec spec) {
        Set<String> names = new TreeSet<>();
        for (Placeholder placeholder : all(spec)) {
            if (placeholder.name() != null && !placeholder.isSecret()) {
                names.add(placeholder.name());
            }
        }
        names.addAll(Declarations.of(spec.script(), new ArrayList<>()).keySet());
        names.removeAll(spec.knownParameters().keySet());
        return names;
    }

    private DeploymentSpec fill() {
        String script = fill("script", spec.script(), Placeholder.inSql(spec.script()));
        Map<String, String> settings = new HashMap<>();
        new TreeMap<>(spec.knownSettings())
                .forEach(
                        (key, text) ->
                                settings.put(key, fill(key, text, Placeholder.inText(text))));
        declared.values().stream()
                .filter(parameter -> !used.contains(parameter.name()))
                .forEach(parameter -> value(parameter, null));
        requireNoOther();
        if (!problems.isEmpty()) {
            throw new DreyException(
                    DreyErrorCode.PARAMETER_INVALID,
                    String.join("; ", new LinkedHashSet<>(problems)));
        }
        return spec.withTexts(script, settings);
    }

    private String fill(String where, String text, List<Placeholder> placeholders) {
        StringBuilder filled = new StringBuilder();
        int done = 0;
        for (Placeholder placeholder : placeholders) {
            filled.append(text, done, placeholder.start());
            done = placeholder.end();
            if (placeholder.isBroken()) {
                problems.add(
                        where
                                + place(text, placeholder.start())
                                + ": '${' (expected: ${name}, ${name:default}, or $${ for these"
                                + " characters themselves)");
            } else if (placeholder.name() == null) {
                if (text.startsWith(Placeholder.SECRET + ":", placeholder.end())) {
                    problems.add(
                            where
                                    + place(text, placeholder.start())
                                    + ": '$"
                                    + SECRETS
                                    + "' cannot be written");
                }
                filled.append("${");
            } else if (placeholder.isSecret()) {
                filled.append(text, placeholder.start(), placeholder.end());
            } else {
                filled.append(written(placeholder));
            }
        }
        return filled.append(text, done, text.length()).toString();
    }

    private String written(Placeholder placeholder) {
        Parameter parameter =
                declared.getOrDefault(
                        placeholder.name(),
                        Parameter.undeclared(String.valueOf(placeholder.name())));
        used.add(parameter.name());
        String value = value(parameter, placeholder.defaultValue());
        if (value == null) {
            return "";
        }
        return switch (placeholder.around()) {
            case NOTHING -> parameter.literal(value);
            case QUOTES -> value.replace("'", "''");
            case BACKTICKS -> value.replace("`", "``");
            case TEXT -> value;
        };
    }

    private @Nullable String value(Parameter parameter, @Nullable String defaultHere) {
        String name = parameter.name();
        String value = spec.knownParameters().get(name);
        value = value == null ? spec.knownVariables().get(name) : value;
        value = value == null ? defaultHere : value;
        value = value == null ? parameter.defaultValue() : value;
        if (value == null) {
            problems.add(
                    "parameter " + name + ": missing (expected: " + parameter.expected() + ")");
        } else if (value.contains(SECRETS)) {
            problems.add(
                    "parameter " + name + ": a secret (expected: secrets in the script itself)");
        } else if (!parameter.accepts(value)) {
            problems.add(
                    "parameter %s: '%s' (expected: %s)"
                            .formatted(name, value, parameter.expected()));
        } else {
            return value;
        }
        return null;
    }

    private void requireNoOther() {
        Set<String> known = new TreeSet<>(declared.keySet());
        known.addAll(used);
        for (String name : new TreeSet<>(spec.knownParameters().keySet())) {
            if (!known.contains(name)) {
                problems.add(
                        "parameter "
                                + name
                                + ": not one of the program's "
                                + known
                                + Nearest.hint(name, known));
            }
        }
    }

    private static List<Placeholder> all(DeploymentSpec spec) {
        List<Placeholder> all = new ArrayList<>(Placeholder.inSql(spec.script()));
        spec.knownSettings().values().forEach(text -> all.addAll(Placeholder.inText(text)));
        return all;
    }

    private static String place(String text, int offset) {
        String before = text.substring(0, offset);
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return " line " + line + ", column " + (offset - before.lastIndexOf('\n'));
    }
}
