package io.drey.kernel.flink120.setting;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.GlobalConfiguration;

/** Hides what looks like a secret in settings, options and statements. */
public final class SecretMask {
    static final String MASK = "******";

    /** Besides those that Flink itself hides in its logs. */
    private static final Pattern SECRET_KEY =
            Pattern.compile(
                    "credential|passphrase|passwd|access[-.]?key|private[-.]?key|sasl\\.jaas");

    private static final Pattern OPTION =
            Pattern.compile("'((?:[^']|'')*)'(\\s*=\\s*)'((?:[^']|'')*)'");

    /** In addresses: {@code ?password=x}, and {@code //user:x@host}. */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)((?:password|passwd|pwd|secret|token|access_?key)=)[^&;\\s']+");

    private static final Pattern SIGN_IN = Pattern.compile("(://[^/:@\\s']+:)[^@/\\s']+(@)");

    private SecretMask() {}

    /** The options by their keys, what is secret hidden. */
    public static Map<String, String> mask(Map<String, String> options) {
        Map<String, String> masked = new TreeMap<>();
        options.forEach((key, value) -> masked.put(key, mask(key, value)));
        return masked;
    }

    /** A statement, what is secret in its options hidden. */
    public static String mask(String statement) {
        Matcher option = OPTION.matcher(statement);
        return option.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                "'"
                                        + found.group(1)
                                        + "'"
                                        + found.group(2)
                                        + "'"
                                        + mask(found.group(1), found.group(3))
                                        + "'"));
    }

    /** The value of an option or setting, what is secret in it hidden. */
    public static String mask(String key, String value) {
        if (GlobalConfiguration.isSensitive(key)
                || SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()) {
            return MASK;
        }
        String parameters =
                PARAMETER.matcher(value).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        return SIGN_IN.matcher(parameters).replaceAll("$1" + Matcher.quoteReplacement(MASK) + "$2");
    }
}
