package io.drey.server.keeper.parameter;

import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where specs name secrets, as <code>${secret:name}</code>. */
public final class SecretTexts {
    private static final String HIDDEN = "******";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    /** What stands before the value of an option. */
    private static final Pattern OPTION = Pattern.compile("(?s).*'\\s*=\\s*");

    private SecretTexts() {}

    /**
     * The names of all secrets of a spec that is filled in.
     *
     * @throws DreyException SECRET_MISPLACED for one whose value Flink would show, such as in a
     *     condition
     */
    public static Set<String> names(DeploymentSpec spec) {
        Set<String> names = new TreeSet<>();
        String script = spec.script();
        for (Placeholder placeholder : Placeholder.inSql(script)) {
            if (placeholder.isSecret()) {
                boolean isOption =
                        placeholder.around() == Placeholder.Around.QUOTES
                                && OPTION.matcher(script.substring(0, placeholder.partStart()))
                                        .matches();
                names.add(name(placeholder, isOption, "script"));
            }
        }
        spec.knownSettings()
                .forEach(
                        (key, text) -> {
                            for (Placeholder placeholder : Placeholder.inText(text)) {
                                if (placeholder.isSecret()) {
                                    names.add(name(placeholder, true, key));
                                }
                            }
                        });
        return names;
    }

    /** Settings with their secrets in them. */
    public static Map<String, String> fill(
            Map<String, String> settings, Map<String, String> secrets) {
        Map<String, String> filled = new HashMap<>(settings);
        filled.replaceAll((key, text) -> fill(text, secrets, false));
        return filled;
    }

    /** A script with its secrets in it. */
    public static String fill(String script, Map<String, String> secrets) {
        return fill(script, secrets, true);
    }

    /** A text without any of these values. */
    public static String hide(String text, Collection<String> values) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, HIDDEN).replace(value.replace("'", "''"), HIDDEN);
        }
        return hidden;
    }

    private static String fill(String text, Map<String, String> secrets, boolean isSql) {
        String filled = text;
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            String value = secret.getValue();
            filled =
                    filled.replace(
                            "${secret:" + secret.getKey() + "}",
                            isSql ? value.replace("'", "''") : value);
        }
        return filled;
    }

    private static String name(Placeholder placeholder, boolean isAllowed, String where) {
        String name = String.valueOf(placeholder.defaultValue());
        if (!isAllowed || !NAME.matcher(name).matches()) {
            throw new DreyException(
                    DreyErrorCode.SECRET_MISPLACED, where + ": ${secret:" + name + "}");
        }
        return name;
    }
}
