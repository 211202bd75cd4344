package io.drey.server.notebook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Between raw text (one char per byte of the file) and the text people see.
 *
 * <p>A byte that is not UTF-8 is shown as a private-use character and becomes that byte again when
 * written, so that even broken text survives being edited.
 */
final class RawText {
    /** Code point of the stand-in for byte 0; only 0x80..0xFF occur. */
    private static final int STAND_IN = 0x10FE00;

    private RawText() {}

    static String ofBytes(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] toBytes(String raw) {
        return raw.getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean isUtf8(String raw) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(toBytes(raw)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    static String decode(String raw) {
        if (isAscii(raw)) {
            return raw;
        }
        byte[] bytes = toBytes(raw);
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int length = sequenceLength(bytes, at);
            String character =
                    length == 0 ? "" : new String(bytes, at, length, StandardCharsets.UTF_8);
            if (length == 0 || isStandIn(character.codePointAt(0))) {
                // Also a genuine character of the stand-in range, lest it turn into another byte.
                text.appendCodePoint(STAND_IN + (bytes[at] & 0xFF));
                at++;
            } else {
                text.append(character);
                at += length;
            }
        }
        return text.toString();
    }

    static String encode(String text) {
        if (isAscii(text)) {
            return text;
        }
        StringBuilder raw = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        point -> {
                            if (isStandIn(point)) {
                                raw.append((char) (point - STAND_IN));
                            } else {
                                raw.append(ofBytes(utf8(point)));
                            }
                        });
        return raw.toString();
    }

    /** Splits into lines, each with its own line end: LF, CRLF or CR. */
    static List<String> lines(String raw) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean isCrLf = c == '\r' && i + 1 < raw.length() && raw.charAt(i + 1) == '\n';
            if (c == '\n' || c == '\r') {
                i += isCrLf ? 1 : 0;
                lines.add(raw.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < raw.length()) {
            lines.add(raw.substring(start));
        }
        return lines;
    }

    static String withoutLineEnd(String line) {
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\n') {
            end--;
        }
        if (end > 0 && line.charAt(end - 1) == '\r') {
            end--;
        }
        return line.substring(0, end);
    }

    static boolean hasLineEnd(String line) {
        return line.endsWith("\n") || line.endsWith("\r");
    }

    /** The line end most lines use; LF when there is none. */
    static String usualLineEnd(List<String> lines) {
        int crLf = 0;
        int cr = 0;
        int lf = 0;
        for (String line : lines) {
            if (line.endsWith("\r\n")) {
                crLf++;
            } else if (line.endsWith("\n")) {
                lf++;
            } else if (line.endsWith("\r")) {
                cr++;
            }
        }
        if (crLf > lf && crLf >= cr) {
            return "\r\n";
        }
        return cr > lf ? "\r" : "\n";
    }

    static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (" \t\r\n".indexOf(line.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStandIn(int point) {
        return point >= STAND_IN + 0x80 && point <= STAND_IN + 0xFF;
    }

    private static byte[] utf8(int point) {
        // A half of a surrogate pair has no UTF-8 form.
        boolean isHalf = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return Character.toString(isHalf ? 0xFFFD : point).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the valid UTF-8 character at {@code at}, or 0. */
    private static int sequenceLength(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean isOverlong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
        boolean isSurrogate = first == 0xED && second > 0x9F;
        boolean isTooLarge = first == 0xF4 && second > 0x8F;
        return isOverlong || isSurrogate || isTooLarge ? 0 : length;
    }
}
