package io.drey.arrow;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column of every type, with the values that are easily got wrong. */
final class Samples {
    static final ArrowSchema SCHEMA =
            ArrowSchema.of(
                    ArrowField.of("bool", ArrowType.BOOL),
                    ArrowField.of("i8", ArrowType.INT8),
                    ArrowField.of("i16", ArrowType.INT16),
                    ArrowField.of("i32", ArrowType.INT32),
                    ArrowField.of("i64", ArrowType.INT64)
                            .withMetadata(Map.of("drey:type", "BIGINT", "ı", "ş")),
                    ArrowField.of("f32", ArrowType.FLOAT32),
                    ArrowField.of("f64", ArrowType.FLOAT64),
                    ArrowField.of("metin", ArrowType.UTF8),
                    ArrowField.of("bytes", ArrowType.BINARY),
                    ArrowField.of("decimal", ArrowType.decimal(38, 10)),
                    ArrowField.of("date", ArrowType.DATE),
                    ArrowField.of("time", ArrowType.TIME),
                    ArrowField.of("ts0", ArrowType.timestamp(TimestampUnit.SECOND)),
                    ArrowField.of("ts3", ArrowType.timestamp(TimestampUnit.MILLI)),
                    ArrowField.of("ts6", ArrowType.timestamp(TimestampUnit.MICRO)),
                    ArrowField.of("ts9", ArrowType.timestamp(TimestampUnit.NANO)),
                    ArrowField.of("ltz", ArrowType.timestamp(TimestampUnit.MICRO, "UTC")),
                    ArrowField.of("duration", ArrowType.DURATION),
                    ArrowField.list("list", ArrowField.of("element", ArrowType.UTF8)),
                    ArrowField.struct(
                            "struct",
                            List.of(
                                    ArrowField.of("a", ArrowType.INT64),
                                    ArrowField.list("b", ArrowField.of("c", ArrowType.BOOL)))),
                    ArrowField.map(
                            "map",
                            ArrowField.of("key", ArrowType.UTF8),
                            ArrowField.of("value", ArrowType.INT32)));

    /** Rows of all-typical, all-null, and two of extreme values. */
    static final List<List<@Nullable Object>> ROWS =
            List.of(
                    row(
                            true,
                            (byte) 1,
                            (short) 2,
                            3,
                            4L,
                            5.5f,
                            6.5,
                            "yedi",
                            new byte[] {8, 0, -8},
                            new BigDecimal("9.1000000000"),
                            LocalDate.of(2026, 11, 23),
                            LocalTime.of(12, 34, 56, 789_000_000),
                            LocalDateTime.of(2026, 11, 23, 1, 2, 3),
                            LocalDateTime.of(2026, 11, 23, 1, 2, 3, 4_000_000),
                            LocalDateTime.of(2026, 11, 23, 1, 2, 3, 4_005_000),
                            LocalDateTime.of(2026, 11, 23, 1, 2, 3, 4_005_006),
                            Instant.parse("2026-11-23T01:02:03.000004Z"),
                            Duration.ofMillis(1234),
                            row("a", null, ""),
                            struct("a", 1L, "b", row(true, null, false)),
                            List.of(row("k", 1), row("l", null))),
                    Arrays.asList(new @Nullable Object[21]),
                    row(
                            false,
                            Byte.MIN_VALUE,
                            Short.MIN_VALUE,
                            Integer.MIN_VALUE,
                            Long.MIN_VALUE,
                            Float.NEGATIVE_INFINITY,
                            Double.NaN,
                            "",
                            new byte[0],
                            new BigDecimal("-9999999999999999999999999999.9999999999"),
                            LocalDate.of(1, 1, 1),
                            LocalTime.MIDNIGHT,
                            LocalDateTime.of(1, 1, 1, 0, 0),
                            LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000_000),
                            LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000),
                            LocalDateTime.of(1677, 9, 21, 0, 12, 43, 145_224_193),
                            Instant.parse("0001-01-01T00:00:00.000001Z"),
                            Duration.ofMillis(Long.MIN_VALUE),
                            List.of(),
                            struct("a", null, "b", null),
                            List.of()),
                    row(
                            true,
                            Byte.MAX_VALUE,
                            Short.MAX_VALUE,
                            Integer.MAX_VALUE,
                            Long.MAX_VALUE,
                            Float.MIN_VALUE,
                            -0.0,
                            "ğüşıöç 😀 \0",
                            new byte[] {-1},
                            new BigDecimal(BigInteger.valueOf(-1), 10),
                            LocalDate.of(9999, 12, 31),
                            LocalTime.of(23, 59, 59, 999_000_000),
                            LocalDateTime.of(9999, 12, 31, 23, 59, 59),
                            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000),
                            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                            LocalDateTime.of(2262, 4, 11, 23, 47, 16, 854_775_807),
                            Instant.parse("9999-12-31T23:59:59.999999Z"),
                            Duration.ofMillis(Long.MAX_VALUE),
                            row((Object) null),
                            struct("a", -1L, "b", List.of()),
                            List.of(row("", -1))));

    private Samples() {}

    static ByteBuffer message(List<List<@Nullable Object>> rows) {
        return message(SCHEMA, rows);
    }

    static ByteBuffer message(ArrowSchema schema, List<List<@Nullable Object>> rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        append(builder, rows);
        return builder.finish();
    }

    static void append(BatchBuilder builder, List<List<@Nullable Object>> rows) {
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                builder.column(i).appendObject(row.get(i));
            }
            builder.endRow();
        }
    }

    static List<List<@Nullable Object>> rows(RecordBatchView view) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int r = 0; r < view.rowCount(); r++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 0; c < view.columnCount(); c++) {
                row.add(view.column(c).getObject(r));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Compares rows with the types of their values; byte arrays by content. */
    static void assertRows(RecordBatchView view, List<List<@Nullable Object>> expected) {
        assertThat(texts(rows(view))).isEqualTo(texts(expected));
    }

    private static List<String> texts(List<List<@Nullable Object>> rows) {
        return rows.stream().map(Samples::text).collect(toList());
    }

    private static String text(List<@Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        for (Object value : row) {
            text.append(value instanceof Number ? value.getClass().getSimpleName() : "")
                    .append(Arrays.deepToString(new Object[] {value}));
        }
        return text.toString();
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static Map<String, @Nullable Object> struct(
            String a, @Nullable Object aValue, String b, @Nullable Object bValue) {
        Map<String, @Nullable Object> struct = new LinkedHashMap<>();
        struct.put(a, aValue);
        struct.put(b, bValue);
        return struct;
    }
}
