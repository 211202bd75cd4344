package io.drey.arrow;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain Java values from and to what Arrow stores. */
final class JavaValues {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private JavaValues() {}

    static Object get(ColumnReader column, int row) {
        ArrowType type = column.field().type();
        switch (type.kind()) {
            case BOOL:
                return column.getBoolean(row);
            case INT8:
                return (byte) column.getLong(row);
            case INT16:
                return (short) column.getLong(row);
            case INT32:
                return (int) column.getLong(row);
            case INT64:
                return column.getLong(row);
            case FLOAT32:
                return (float) column.getDouble(row);
            case FLOAT64:
                return column.getDouble(row);
            case UTF8:
                return column.getText(row);
            case BINARY:
                return column.getBytes(row);
            case DECIMAL:
                return column.getDecimal(row);
            case DATE:
                return LocalDate.ofEpochDay(column.getLong(row));
            case TIME:
                return LocalTime.ofNanoOfDay(column.getLong(row) * NANOS_PER_MILLI);
            case TIMESTAMP:
                return getTimestamp(type, column.getLong(row));
            case DURATION:
                return Duration.ofMillis(column.getLong(row));
            case LIST:
                return getList(column, row);
            case STRUCT:
                return getStruct(column, row);
            case MAP:
                return getMap(column, row);
        }
        throw new AssertionError(type);
    }

    private static Object getTimestamp(ArrowType type, long value) {
        TimestampUnit unit = type.unit();
        long seconds = Math.floorDiv(value, unit.perSecond());
        long nanos = Math.floorMod(value, unit.perSecond()) * unit.nanos();
        return type.zone() == null
                ? LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC)
                : Instant.ofEpochSecond(seconds, nanos);
    }

    private static List<@Nullable Object> getList(ColumnReader column, int row) {
        ColumnReader element = column.child(0);
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = column.listStart(row); i < column.listEnd(row); i++) {
            values.add(element.getObject(i));
        }
        return Collections.unmodifiableList(values);
    }

    private static Map<String, @Nullable Object> getStruct(ColumnReader column, int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<ArrowField> parts = column.field().children();
        for (int i = 0; i < parts.size(); i++) {
            values.put(parts.get(i).name(), column.child(i).getObject(row));
        }
        return Collections.unmodifiableMap(values);
    }

    private static List<List<@Nullable Object>> getMap(ColumnReader column, int row) {
        ColumnReader entries = column.child(0);
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int i = column.listStart(row); i < column.listEnd(row); i++) {
            List<@Nullable Object> entry = new ArrayList<>(2);
            entry.add(entries.child(0).getObject(i));
            entry.add(entries.child(1).getObject(i));
            values.add(Collections.unmodifiableList(entry));
        }
        return Collections.unmodifiableList(values);
    }

    static void append(ColumnWriter column, Object value) {
        try {
            appendChecked(column, value);
        } catch (ClassCastException e) {
            throw column.refused(value.getClass().getName());
        }
    }

    private static void appendChecked(ColumnWriter column, Object value) {
        ArrowType type = column.field().type();
        switch (type.kind()) {
            case BOOL:
                column.appendBoolean((Boolean) value);
                return;
            case INT8:
                column.appendByte((Byte) value);
                return;
            case INT16:
                column.appendShort((Short) value);
                return;
            case INT32:
                column.appendInt((Integer) value);
                return;
            case INT64:
                column.appendLong((Long) value);
                return;
            case FLOAT32:
                column.appendFloat((Float) value);
                return;
            case FLOAT64:
                column.appendDouble((Double) value);
                return;
            case UTF8:
                column.appendText((String) value);
                return;
            case BINARY:
                column.appendBytes((byte[]) value, 0, ((byte[]) value).length);
                return;
            case DECIMAL:
                column.appendDecimal((BigDecimal) value);
                return;
            case DATE:
                column.appendInt(Math.toIntExact(((LocalDate) value).toEpochDay()));
                return;
            case TIME:
                column.appendInt((int) (((LocalTime) value).toNanoOfDay() / NANOS_PER_MILLI));
                return;
            case TIMESTAMP:
                column.appendLong(toUnits(type, value));
                return;
            case DURATION:
                column.appendLong(((Duration) value).toMillis());
                return;
            case LIST:
                for (Object element : (List<?>) value) {
                    column.child(0).appendObject(element);
                }
                column.endList();
                return;
            case STRUCT:
                appendStruct(column, (Map<?, ?>) value);
                return;
            case MAP:
                appendMap(column, (List<?>) value);
                return;
        }
        throw new AssertionError(type);
    }

    private static long toUnits(ArrowType type, Object value) {
        Instant instant =
                type.zone() == null
                        ? ((LocalDateTime) value).toInstant(ZoneOffset.UTC)
                        : (Instant) value;
        TimestampUnit unit = type.unit();
        // A negative second plus a positive fraction: exact for every value that fits.
        long wholes = instant.getEpochSecond();
        long parts = instant.getNano() / unit.nanos();
        if (wholes < 0 && parts > 0) {
            wholes++;
            parts -= unit.perSecond();
        }
        return Math.addExact(Math.multiplyExact(wholes, unit.perSecond()), parts);
    }

    private static void appendStruct(ColumnWriter column, Map<?, ?> value) {
        List<ArrowField> parts = column.field().children();
        for (int i = 0; i < parts.size(); i++) {
            column.child(i).appendObject(value.get(parts.get(i).name()));
        }
        column.endStruct();
    }

    private static void appendMap(ColumnWriter column, List<?> value) {
        ColumnWriter entries = column.child(0);
        for (Object element : value) {
            List<?> entry = (List<?>) element;
            entries.child(0).appendObject(entry.get(0));
            entries.child(1).appendObject(entry.get(1));
            entries.endStruct();
        }
        column.endList();
    }
}
