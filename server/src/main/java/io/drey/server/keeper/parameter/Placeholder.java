package io.drey.server.keeper.parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place that a text leaves open, as <code>${name}</code> or <code>${name:default}</code>; or
 * <code>$${</code>, which stands for <code>${</code> itself.
 *
 * @param name null for <code>$${</code>
 * @param start of it in the text
 * @param end behind it
 * @param partStart where the literal or other part of the text begins that it stands in
 * @param around what it stands in
 */
record Placeholder(
        @Nullable String name,
        @Nullable String defaultValue,
        int start,
        int end,
        int partStart,
        Around around) {
    /** Names one that is encrypted: <code>${secret:name}</code>. */
    static final String SECRET = "secret";

    private static final Pattern OPEN =
            Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_]\\w*)(?::([^}]*))?\\}|)");

    /** How a value must be written there. */
    enum Around {
        /** In SQL, by itself. */
        NOTHING,
        /** In SQL, within {@code '…'}. */
        QUOTES,
        /** In SQL, within {@code `…`}. */
        BACKTICKS,
        /** In a text that is taken as it is. */
        TEXT
    }

    boolean isSecret() {
        return SECRET.equals(name);
    }

    /** Whether it begins like one and is none. */
    boolean isBroken() {
        return name == null && end - start == 2;
    }

    /** Those of a plain text. */
    static List<Placeholder> inText(String text) {
        List<Placeholder> found = new ArrayList<>();
        add(found, text, 0, text.length(), Around.TEXT);
        return found;
    }

    /** Those of SQL; in comments there are none, but in hints. */
    static List<Placeholder> inSql(String sql) {
        List<Placeholder> found = new ArrayList<>();
        int begin = 0;
        int at = 0;
        while (at < sql.length()) {
            int end = endOfPart(sql, at);
            if (end == at) {
                at++;
                continue;
            }
            add(found, sql, begin, at, Around.NOTHING);
            char first = sql.charAt(at);
            if (first == '\'') {
                add(found, sql, at, end, Around.QUOTES);
            } else if (first == '`') {
                add(found, sql, at, end, Around.BACKTICKS);
            }
            at = end;
            begin = end;
        }
        add(found, sql, begin, sql.length(), Around.NOTHING);
        return found;
    }

    /** Where a literal, quoted name or comment that begins here ends; here if none does. */
    private static int endOfPart(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '`') {
            // A doubled quote ends one literal and begins the next, which comes to the same.
            int end = sql.indexOf(c, at + 1);
            return end < 0 ? sql.length() : end + 1;
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at) && !sql.startsWith("/*+", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at;
    }

    private static void add(
            List<Placeholder> found, String text, int begin, int end, Around around) {
        Matcher open = OPEN.matcher(text).region(begin, end);
        while (open.find()) {
            found.add(
                    new Placeholder(
                            open.group(1), open.group(2), open.start(), open.end(), begin, around));
        }
    }
}
