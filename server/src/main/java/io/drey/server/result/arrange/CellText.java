package io.drey.server.result.arrange;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowType;
import io.drey.arrow.ColumnReader;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;

/** The text of a value as tables show it, for finding text in it. */
final class CellText {
    private static final long MILLIS = 1000;
    private static final long DAY = 86_400;

    private CellText() {}

    /** The text of a value that is not null. */
    static String of(ColumnReader column, int row) {
        StringBuilder text = new StringBuilder();
        append(text, column, row);
        return text.toString();
    }

    private static void append(StringBuilder text, ColumnReader column, int row) {
        ArrowType type = column.field().type();
        switch (type.kind()) {
            case BOOL -> text.append(column.getBoolean(row));
            case INT8, INT16, INT32, INT64 -> text.append(column.getLong(row));
            case FLOAT32 -> {
                ShortestDecimal number = new ShortestDecimal();
                number.write((float) column.getDouble(row));
                text.append(number);
            }
            case FLOAT64 -> {
                ShortestDecimal number = new ShortestDecimal();
                number.write(column.getDouble(row));
                text.append(number);
            }
            case DECIMAL -> text.append(column.getDecimal(row).toPlainString());
            case UTF8 -> text.append(column.getText(row));
            case BINARY -> text.append("0x").append(HexFormat.of().formatHex(column.getBytes(row)));
            case DATE -> appendDate(text, column.getLong(row));
            case TIME -> appendTime(text, column.getLong(row), MILLIS);
            case TIMESTAMP -> {
                long value = column.getLong(row);
                long perDay = DAY * type.unit().perSecond();
                appendDate(text, Math.floorDiv(value, perDay));
                text.append(' ');
                appendTime(text, Math.floorMod(value, perDay), type.unit().perSecond());
            }
            case DURATION -> appendDuration(text, column.getLong(row));
            case LIST, MAP -> {
                text.append('[');
                for (int i = column.listStart(row); i < column.listEnd(row); i++) {
                    text.append(i == column.listStart(row) ? "" : ",");
                    appendPart(text, column.child(0), i);
                }
                text.append(']');
            }
            case STRUCT -> appendParts(text, column, row);
        }
    }

    private static void appendParts(StringBuilder text, ColumnReader column, int row) {
        List<ArrowField> parts = column.field().children();
        text.append('{');
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : ",").append(parts.get(i).name()).append(':');
            appendPart(text, column.child(i), row);
        }
        text.append('}');
    }

    private static void appendPart(StringBuilder text, ColumnReader part, int row) {
        if (part.isNull(row)) {
            text.append("null");
        } else {
            append(text, part, row);
        }
    }

    private static void appendDate(StringBuilder text, long day) {
        LocalDate date = LocalDate.ofEpochDay(day);
        text.append(date.getYear() < 0 ? "-" : "");
        appendDigits(text, Math.abs(date.getYear()), 4);
        text.append('-');
        appendDigits(text, date.getMonthValue(), 2);
        text.append('-');
        appendDigits(text, date.getDayOfMonth(), 2);
    }

    // All digits of the unit are there, also those that are zero.
    private static void appendTime(StringBuilder text, long value, long perSecond) {
        appendClock(text, value / perSecond);
        if (perSecond > 1) {
            text.append('.');
            appendDigits(text, value % perSecond, Long.toString(perSecond).length() - 1);
        }
    }

    private static void appendDuration(StringBuilder text, long millis) {
        long size = Math.abs(millis);
        text.append(millis < 0 ? "-" : "").append(size / MILLIS / DAY).append("d ");
        appendClock(text, size / MILLIS % DAY);
        if (size % MILLIS != 0) {
            text.append('.');
            appendDigits(text, size % MILLIS, 3);
        }
    }

    private static void appendClock(StringBuilder text, long seconds) {
        appendDigits(text, seconds / 3600, 2);
        text.append(':');
        appendDigits(text, seconds / 60 % 60, 2);
        text.append(':');
        appendDigits(text, seconds % 60, 2);
    }

    private static void appendDigits(StringBuilder text, long value, int atLeast) {
        String digits = Long.toString(value);
        text.append("0".repeat(Math.max(0, atLeast - digits.length()))).append(digits);
    }
}
