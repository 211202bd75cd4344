package io.drey.server.keeper.parameter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a script says of its parameters, in the comment that it begins with: {@code -- @param
 * name type = default description}.
 */
final class Declarations {
    private static final Pattern LINE =
            Pattern.compile(
                    "--\\s*@param\\s+([A-Za-z_]\\w*)\\s+(string|int|decimal|boolean|duration"
                            + "|enum)\\s*(?:\\(([^)]*)\\))?"
                            + "(?:\\s*=\\s*('(?:[^']|'')*'|[^\\s']\\S*))?(?:\\s+(.*))?");
    private static final Pattern BEGIN = Pattern.compile("--\\s*@param\\b.*");

    private Declarations() {}

    /** By name, in their order; what cannot be read is added to the problems. */
    static Map<String, Parameter> of(String script, List<String> problems) {
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        int number = 0;
        for (String line : script.lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("--")) {
                break;
            }
            if (!BEGIN.matcher(text).matches()) {
                continue;
            }
            Matcher declared = LINE.matcher(text);
            if (!declared.matches() || isEnum(declared) != (declared.group(3) != null)) {
                problems.add(
                        "line "
                                + number
                                + ": '"
                                + text
                                + "' (expected: -- @param NAME TYPE [= DEFAULT] [DESCRIPTION], with"
                                + " TYPE one of string, int, decimal, boolean, duration,"
                                + " enum(a, b))");
                continue;
            }
            Parameter parameter = parameter(declared);
            String value = parameter.defaultValue();
            if (value != null && !parameter.accepts(value)) {
                problems.add(
                        "line %d: default of %s: '%s' (expected: %s)"
                                .formatted(number, parameter.name(), value, parameter.expected()));
            }
            if (parameters.put(parameter.name(), parameter) != null) {
                problems.add("line " + number + ": " + parameter.name() + " is declared twice");
            }
        }
        return parameters;
    }

    private static boolean isEnum(Matcher declared) {
        return declared.group(2).equals("enum");
    }

    private static Parameter parameter(Matcher declared) {
        List<String> values = new ArrayList<>();
        if (declared.group(3) != null) {
            Arrays.stream(declared.group(3).split(",", -1)).map(String::strip).forEach(values::add);
        }
        String value = declared.group(4);
        boolean isQuoted = value != null && value.startsWith("'");
        return new Parameter(
                declared.group(1),
                Parameter.Type.valueOf(declared.group(2).toUpperCase(Locale.ROOT)),
                List.copyOf(values),
                isQuoted ? value.substring(1, value.length() - 1).replace("''", "'") : value,
                declared.group(5));
    }
}
