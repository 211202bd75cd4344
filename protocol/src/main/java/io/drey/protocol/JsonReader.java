package io.drey.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recursive-descent parser of RFC 8259. Confined to one thread. */
final class JsonReader {
    private static final int MAX_DEPTH = 256;

    private final String text;
    private int at;
    private int depth;

    JsonReader(String text) {
        this.text = text;
    }

    @Nullable Object readDocument() {
        Object value = readValue();
        skipSpace();
        if (at < text.length()) {
            throw bad("nothing more");
        }
        return value;
    }

    private @Nullable Object readValue() {
        skipSpace();
        if (at >= text.length()) {
            throw bad("a value");
        }
        return switch (text.charAt(at)) {
            case '{' -> readObject();
            case '[' -> readArray();
            case '"' -> readString();
            case 't' -> readWord("true", Boolean.TRUE);
            case 'f' -> readWord("false", Boolean.FALSE);
            case 'n' -> readWord("null", null);
            default -> readNumber();
        };
    }

    private Map<String, @Nullable Object> readObject() {
        enter();
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (!takesNext('}')) {
            do {
                skipSpace();
                String name = readString();
                if (!takesNext(':')) {
                    throw bad("':'");
                }
                object.put(name, readValue());
            } while (takesNext(','));
            if (!takesNext('}')) {
                throw bad("',' or '}'");
            }
        }
        depth--;
        return object;
    }

    private List<@Nullable Object> readArray() {
        enter();
        List<@Nullable Object> array = new ArrayList<>();
        if (!takesNext(']')) {
            do {
                array.add(readValue());
            } while (takesNext(','));
            if (!takesNext(']')) {
                throw bad("',' or ']'");
            }
        }
        depth--;
        return array;
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw bad("at most " + MAX_DEPTH + " levels");
        }
    }

    private String readString() {
        if (at >= text.length() || text.charAt(at) != '"') {
            throw bad("'\"'");
        }
        at++;
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? readEscape() : c);
        }
        throw bad("'\"'");
    }

    private char readEscape() {
        if (at >= text.length()) {
            throw bad("an escape");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> readHex();
            default -> throw bad("an escape");
        };
    }

    private char readHex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw bad("four hexadecimal digits");
            }
            value = value * 16 + digit;
            at++;
        }
        return (char) value;
    }

    private Number readNumber() {
        int start = at;
        while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        try {
            return number.chars().allMatch(c -> c == '-' || Character.isDigit(c))
                    ? (Number) Long.valueOf(number)
                    : Double.valueOf(number);
        } catch (NumberFormatException e) {
            at = start;
            throw bad("a value");
        }
    }

    private @Nullable Object readWord(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw bad("a value");
        }
        at += word.length();
        return value;
    }

    private boolean takesNext(char expected) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonException bad(String expected) {
        return new JsonException("JSON at offset " + at + " (expected: " + expected + ")");
    }
}
