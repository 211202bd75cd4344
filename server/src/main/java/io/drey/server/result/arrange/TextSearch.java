package io.drey.server.result.arrange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.drey.arrow.ArrowType.Kind;
import io.drey.arrow.ColumnReader;
import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/** Looks for a text in values, whatever the case of either. Immutable. */
final class TextSearch {
    private static final byte[] FOLDED = new byte[256];

    static {
        for (int i = 0; i < FOLDED.length; i++) {
            FOLDED[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 'a' - 'A' : i);
        }
    }

    private final String wanted;
    private final boolean isAtStart;
    private final byte[] ascii;

    TextSearch(String wanted, boolean isAtStart) {
        this.wanted = FoldedText.fold(wanted);
        this.isAtStart = isAtStart;
        this.ascii = FoldedText.isAscii(this.wanted) ? this.wanted.getBytes(US_ASCII) : new byte[0];
    }

    /** Whether a column of this kind can have the text at all. */
    boolean canBeIn(Kind kind) {
        return switch (kind) {
            case INT8, INT16, INT32, INT64 -> isMadeOf("-0123456789");
            case DECIMAL -> isMadeOf("-.0123456789");
            case FLOAT32, FLOAT64 -> isMadeOf("+-.0123456789einfatyn");
            case DATE, TIME, TIMESTAMP -> isMadeOf("-.:tz 0123456789");
            case BOOL -> "true".contains(wanted) || "false".contains(wanted);
            case UTF8, BINARY, DURATION, LIST, STRUCT, MAP -> true;
        };
    }

    /** Tells which values of a column have the text; a null has none. Confined to one thread. */
    IntPredicate on(ColumnReader column) {
        Kind kind = column.field().type().kind();
        ShortestDecimal number = new ShortestDecimal();
        return switch (kind) {
            case INT8, INT16, INT32, INT64 ->
                    row -> {
                        if (column.isNull(row)) {
                            return false;
                        }
                        number.write(column.getLong(row));
                        return isIn(number);
                    };
            case FLOAT32 ->
                    row -> {
                        if (column.isNull(row)) {
                            return false;
                        }
                        number.write((float) column.getDouble(row));
                        return isIn(number);
                    };
            case FLOAT64 ->
                    row -> {
                        if (column.isNull(row)) {
                            return false;
                        }
                        number.write(column.getDouble(row));
                        return isIn(number);
                    };
            default -> row -> !column.isNull(row) && isIn(column, kind, row);
        };
    }

    private boolean isIn(ShortestDecimal number) {
        if (ascii.length == 0) {
            return wanted.isEmpty();
        }
        int last =
                isAtStart
                        ? Math.min(0, number.length() - ascii.length)
                        : number.length() - ascii.length;
        for (int at = 0; at <= last; at++) {
            if (FOLDED[number.text()[at]] == ascii[0] && isAt(number.text(), at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isIn(ColumnReader column, Kind kind, int row) {
        if (kind == Kind.UTF8 && ascii.length > 0) {
            ByteBuffer bytes = column.bytesOfRows();
            if (bytes.hasArray()) {
                int base = bytes.arrayOffset();
                return isIn(
                        bytes.array(),
                        base + column.bytesStart(row),
                        base + column.bytesEnd(row),
                        column,
                        row);
            }
        }
        String text = FoldedText.fold(CellText.of(column, row));
        if (kind != Kind.TIMESTAMP || isIn(text)) {
            return isIn(text);
        }
        // A time may be written with the T and Z of the standard or with a space.
        String standard = text.replace(' ', 't');
        return isIn(column.field().type().zone() == null ? standard : standard + 'z');
    }

    private boolean isIn(byte[] text, int start, int end, ColumnReader column, int row) {
        byte first = ascii[0];
        int last = isAtStart ? Math.min(start, end - ascii.length) : end - ascii.length;
        int seen = 0;
        for (int at = start; at <= last; at++) {
            byte here = text[at];
            seen |= here;
            if (FOLDED[here & 0xff] == first && isAt(text, at)) {
                return true;
            }
        }
        // Letters beyond ASCII may fold to ASCII ones, as the Kelvin sign does.
        for (int at = Math.max(start, last + 1); at < end && seen >= 0; at++) {
            seen |= text[at];
        }
        return seen < 0 && isIn(FoldedText.fold(column.getText(row)));
    }

    private boolean isAt(byte[] text, int at) {
        for (int i = 1; i < ascii.length; i++) {
            if (FOLDED[text[at + i] & 0xff] != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isIn(String folded) {
        return isAtStart ? folded.startsWith(wanted) : folded.contains(wanted);
    }

    private boolean isMadeOf(String characters) {
        return wanted.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
