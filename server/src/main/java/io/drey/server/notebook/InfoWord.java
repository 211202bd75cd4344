package io.drey.server.notebook;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word of a fence's info string. All parts are raw text.
 *
 * @param raw as written, with the white space before it
 * @param key of an attribute {@code key=value}, else null
 * @param value of an attribute without quotes and escapes, else the bare word
 */
record InfoWord(String raw, @Nullable String key, String value) {
    static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private static final Pattern PLAIN_VALUE =
            Pattern.compile("[^\\s\"'`\\p{Cntrl}][^\\s`\\p{Cntrl}]*");
    private static final String ESCAPED = "\"\\\n\t";
    private static final String ESCAPES = "\"\\nt";

    /** Splits an info string; white space at its end belongs to no word. */
    static List<InfoWord> split(String info) {
        List<InfoWord> words = new ArrayList<>();
        int start = 0;
        int at = skipSpace(info, 0);
        while (at < info.length()) {
            int equals = keyEnd(info, at);
            char quote = equals >= 0 && equals + 1 < info.length() ? info.charAt(equals + 1) : ' ';
            int end = wordEnd(info, at);
            int closing = quote == '"' || quote == '\'' ? quoteEnd(info, equals + 1) : -1;
            boolean isQuoted = closing >= 0 && isSpaceAt(info, closing + 1);
            end = isQuoted ? closing + 1 : end;
            String raw = info.substring(start, end);
            if (equals < 0 || !isQuoted && (quote == '"' || quote == '\'')) {
                words.add(new InfoWord(raw, null, info.substring(at, end)));
            } else {
                String value =
                        info.substring(equals + (isQuoted ? 2 : 1), isQuoted ? closing : end);
                String key = info.substring(at, equals);
                words.add(new InfoWord(raw, key, quote == '"' ? unescape(value) : value));
            }
            start = end;
            at = skipSpace(info, end);
        }
        return words;
    }

    static InfoWord bare(String space, String word) {
        return new InfoWord(space + word, null, word);
    }

    /**
     * An attribute as it is written.
     *
     * @throws DreyException BAD_REQUEST if the value cannot stand in an info string
     */
    static InfoWord attribute(String key, String value) {
        String raw = RawText.encode(value.replace("\r\n", "\n").replace('\r', '\n'));
        boolean isPlain = PLAIN_VALUE.matcher(raw).matches();
        return new InfoWord(" " + key + "=" + (isPlain ? raw : '"' + escape(raw) + '"'), key, raw);
    }

    private static int skipSpace(String info, int from) {
        int at = from;
        while (at < info.length() && isSpaceAt(info, at)) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String info, int from) {
        int at = from;
        while (!isSpaceAt(info, at)) {
            at++;
        }
        return at;
    }

    private static boolean isSpaceAt(String info, int at) {
        return at >= info.length() || info.charAt(at) == ' ' || info.charAt(at) == '\t';
    }

    /** Where the '=' of an attribute that starts at {@code from} is, or -1. */
    private static int keyEnd(String info, int from) {
        Matcher key = KEY.matcher(info).region(from, info.length());
        boolean isKey = key.lookingAt() && key.end() < info.length();
        return isKey && info.charAt(key.end()) == '=' ? key.end() : -1;
    }

    /** Where the quote opened at {@code open} closes, or -1. */
    private static int quoteEnd(String info, int open) {
        char quote = info.charAt(open);
        for (int i = open + 1; i < info.length(); i++) {
            if (info.charAt(i) == quote) {
                return i;
            }
            i += quote == '"' && info.charAt(i) == '\\' ? 1 : 0;
        }
        return -1;
    }

    private static String escape(String raw) {
        StringBuilder text = new StringBuilder(raw.length() + 8);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int escape = ESCAPED.indexOf(c);
            if (escape >= 0) {
                text.append('\\').append(ESCAPES.charAt(escape));
            } else if (c < ' ' || c == '`') {
                throw new DreyException(
                        DreyErrorCode.BAD_REQUEST,
                        "attribute value: '"
                                + RawText.decode(raw)
                                + "' (expected: no backtick, no control character)");
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String unescape(String text) {
        StringBuilder value = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLast = i + 1 == text.length();
            int escape = c != '\\' || isLast ? -1 : ESCAPES.indexOf(text.charAt(i + 1));
            value.append(escape < 0 ? c : ESCAPED.charAt(escape));
            i += escape < 0 ? 0 : 1;
        }
        return value.toString();
    }
}
