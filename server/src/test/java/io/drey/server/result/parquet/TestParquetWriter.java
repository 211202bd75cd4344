package io.drey.server.result.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.BatchBuilder;
import io.drey.arrow.RecordBatchView;
import io.drey.arrow.TimestampUnit;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestParquetWriter {
    @Test
    void writesEveryTypeWithItsMeaning() throws Exception {
        byte[] file =
                write(
                        List.of(
                                ArrowField.of("bool", ArrowType.BOOL),
                                ArrowField.of("i8", ArrowType.INT8),
                                ArrowField.of("i16", ArrowType.INT16),
                                ArrowField.of("i32", ArrowType.INT32),
                                ArrowField.of("i64", ArrowType.INT64),
                                ArrowField.of("f32", ArrowType.FLOAT32),
                                ArrowField.of("f64", ArrowType.FLOAT64),
                                ArrowField.of("metin", ArrowType.UTF8),
                                ArrowField.of("bytes", ArrowType.BINARY),
                                ArrowField.of("d9", ArrowType.decimal(9, 2)),
                                ArrowField.of("d18", ArrowType.decimal(18, 4)),
                                ArrowField.of("d19", ArrowType.decimal(19, 0)),
                                ArrowField.of("d38", ArrowType.decimal(38, 10)),
                                ArrowField.of("date", ArrowType.DATE),
                                ArrowField.of("time", ArrowType.TIME),
                                ArrowField.of("ts0", ArrowType.timestamp(TimestampUnit.SECOND)),
                                ArrowField.of("ts3", ArrowType.timestamp(TimestampUnit.MILLI)),
                                ArrowField.of("ts6", ArrowType.timestamp(TimestampUnit.MICRO)),
                                ArrowField.of("ts9", ArrowType.timestamp(TimestampUnit.NANO)),
                                ArrowField.of(
                                        "ltz", ArrowType.timestamp(TimestampUnit.MICRO, "UTC")),
                                ArrowField.of("duration", ArrowType.DURATION)),
                        List.of(
                                row(
                                        true,
                                        (byte) -128,
                                        (short) -32768,
                                        Integer.MIN_VALUE,
                                        Long.MIN_VALUE,
                                        Float.NEGATIVE_INFINITY,
                                        Double.NaN,
                                        "ğüşıöç 😀 \0",
                                        new byte[] {8, 0, -8},
                                        new BigDecimal("-9999999.99"),
                                        new BigDecimal("99999999999999.9999"),
                                        new BigDecimal("-9999999999999999999"),
                                        new BigDecimal("-9999999999999999999999999999.9999999999"),
                                        LocalDate.of(1, 1, 1),
                                        LocalTime.of(23, 59, 59, 999_000_000),
                                        LocalDateTime.of(9999, 12, 31, 23, 59, 59),
                                        LocalDateTime.of(1, 1, 1, 0, 0, 0, 1_000_000),
                                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                                        LocalDateTime.of(2262, 4, 11, 23, 47, 16, 854_775_807),
                                        Instant.parse("0001-01-01T00:00:00.000001Z"),
                                        Duration.ofMillis(-5)),
                                Arrays.asList(new @Nullable Object[21])));

        try (ParquetFileReader reader = ParquetFiles.open(file)) {
            // The library writes names of types in the machine's locale, which is Turkish here.
            String schema = reader.getFileMetaData().getSchema().toString().replace('ı', 'i');
            assertThat(schema.lines())
                    .containsExactly(
                            "message schema {",
                            "  optional boolean bool;",
                            "  optional int32 i8 (INTEGER(8,true));",
                            "  optional int32 i16 (INTEGER(16,true));",
                            "  optional int32 i32;",
                            "  optional int64 i64;",
                            "  optional float f32;",
                            "  optional double f64;",
                            "  optional binary metin (STRING);",
                            "  optional binary bytes;",
                            "  optional int32 d9 (DECIMAL(9,2));",
                            "  optional int64 d18 (DECIMAL(18,4));",
                            "  optional fixed_len_byte_array(9) d19 (DECIMAL(19,0));",
                            "  optional fixed_len_byte_array(16) d38 (DECIMAL(38,10));",
                            "  optional int32 date (DATE);",
                            "  optional int32 time (TIME(MILLIS,false));",
                            "  optional int64 ts0 (TIMESTAMP(MILLIS,false));",
                            "  optional int64 ts3 (TIMESTAMP(MILLIS,false));",
                            "  optional int64 ts6 (TIMESTAMP(MICROS,false));",
                            "  optional int64 ts9 (TIMESTAMP(NANOS,false));",
                            "  optional int64 ltz (TIMESTAMP(MICROS,true));",
                            "  optional int64 duration;",
                            "}");
        }
        var rows = ParquetFiles.rows(file);
        assertThat(rows.get(0).values())
                .containsExactly(
                        true,
                        -128,
                        -32768,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Float.NEGATIVE_INFINITY,
                        Double.NaN,
                        "ğüşıöç 😀 \0",
                        ByteBuffer.wrap(new byte[] {8, 0, -8}),
                        -999999999,
                        999999999999999999L,
                        decimal("-9999999999999999999", 9),
                        decimal("-99999999999999999999999999999999999999", 16),
                        (int) LocalDate.of(1, 1, 1).toEpochDay(),
                        86_399_999,
                        253_402_300_799_000L,
                        -62_135_596_799_999L,
                        253_402_300_799_999_999L,
                        Long.MAX_VALUE,
                        -62_135_596_799_999_999L,
                        -5L);
        assertThat(rows.get(1).values()).containsOnlyNulls().hasSize(21);
    }

    @Test
    void keepsWhatLiesInListsMapsAndRows() throws Exception {
        ArrowField numbers = ArrowField.list("numbers", ArrowField.of("n", ArrowType.INT32));
        ArrowField pair =
                ArrowField.struct("pair", List.of(ArrowField.of("a", ArrowType.UTF8), numbers));
        ArrowField pairs = ArrowField.list("pairs", pair);
        ArrowField map =
                ArrowField.map(
                        "map",
                        ArrowField.of("key", ArrowType.UTF8),
                        ArrowField.list("value", ArrowField.of("v", ArrowType.BINARY)));
        List<List<@Nullable Object>> rows =
                List.of(
                        row(List.of(), List.of(), struct(null, null)),
                        row(null, null, null),
                        row(
                                row(struct("x", row(1, null, 2)), null, struct(null, List.of())),
                                row(
                                        row("k", row(new byte[] {1}, null)),
                                        row("", null),
                                        row("l", List.of())),
                                struct("y", row((Object) null))),
                        row(row((Object) null), row(row("m", row())), struct("z", row(3))));

        byte[] file = write(List.of(pairs, map, pair), rows);

        List<Map<String, @Nullable Object>> expected = new ArrayList<>();
        for (var row : rows) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("pairs", comparable(row.get(0)));
            fields.put("map", comparable(row.get(1)));
            fields.put("pair", comparable(row.get(2)));
            expected.add(fields);
        }
        assertThat(ParquetFiles.rows(file)).isEqualTo(expected);
    }

    @Test
    void keepsValuesThatRepeatAndValuesThatDoNot() throws Exception {
        Random random = new Random(7);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            rows.add(
                    row(
                            "carrier " + random.nextInt(20),
                            random.nextLong(),
                            i % 7 == 0 ? null : i < 45_000 ? i / 5 : i,
                            i % 1000 < 500,
                            "text ".repeat(i % 60) + i));
        }
        byte[] file =
                write(
                        List.of(
                                ArrowField.of("few", ArrowType.UTF8),
                                ArrowField.of("many", ArrowType.INT64),
                                ArrowField.of("fewThenMany", ArrowType.INT32),
                                ArrowField.of("runs", ArrowType.BOOL),
                                ArrowField.of("long", ArrowType.UTF8)),
                        rows);

        assertThat(ParquetFiles.rows(file).stream().map(row -> List.copyOf(noNulls(row))).toList())
                .isEqualTo(
                        rows.stream()
                                .map(
                                        row ->
                                                row.stream()
                                                        .map(value -> value == null ? "-" : value)
                                                        .toList())
                                .toList());
        try (ParquetFileReader reader = ParquetFiles.open(file)) {
            BlockMetaData group = reader.getRowGroups().get(0);
            assertThat(group.getColumns().get(0).hasDictionaryPage()).isTrue();
            assertThat(group.getColumns().get(0).getTotalSize()).isLessThan(70_000);
            assertThat(group.getColumns().get(2).getStatistics().getNumNulls()).isEqualTo(10_000);
            assertThat(group.getColumns().get(2).getStatistics().genericGetMax()).isEqualTo(69_999);
        }
    }

    @Test
    void holdsNoMoreThanARowGroup() throws Exception {
        byte[] large = new byte[3 << 20];
        new Random(1).nextBytes(large);
        ArrowSchema schema = schema(List.of(ArrowField.of("large", ArrowType.BINARY)));
        RecordBatchView batch = batch(schema, List.of(row((Object) large)));
        long[] written = {0};
        OutputStream counting =
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        written[0]++;
                    }

                    @Override
                    public void write(byte[] bytes, int from, int count) {
                        written[0] += count;
                    }
                };
        ParquetWriter writer = new ParquetWriter(schema, new int[] {1}, counting);
        for (int i = 1; i <= 200; i++) {
            writer.write(batch, 0, 1);
            assertThat((long) i * large.length - written[0]).isLessThan(40L << 20);
        }
        writer.finish();
        assertThat(written[0]).isGreaterThan(200L * large.length);
    }

    @Test
    void givesColumnsOfOneNameNumbers() throws Exception {
        byte[] file =
                write(
                        List.of(
                                ArrowField.of("a", ArrowType.INT32),
                                ArrowField.of("a", ArrowType.INT32),
                                ArrowField.of("a_2", ArrowType.INT32),
                                ArrowField.of("a", ArrowType.INT32)),
                        List.of(row(1, 2, 3, 4)));

        assertThat(ParquetFiles.rows(file).get(0))
                .isEqualTo(Map.of("a", 1, "a_3", 2, "a_2", 3, "a_4", 4));
    }

    @Test
    void writesTablesOfManyColumnsAndOfNoRows() throws Exception {
        List<ArrowField> columns =
                IntStream.range(0, 2000)
                        .mapToObj(i -> ArrowField.of("c" + i, ArrowType.INT32))
                        .toList();
        List<@Nullable Object> row = new ArrayList<>(IntStream.range(0, 2000).boxed().toList());

        assertThat(ParquetFiles.rows(write(columns, List.of(row))).get(0))
                .hasSize(2000)
                .containsEntry("c1999", 1999);
        assertThat(ParquetFiles.rows(write(columns, List.of()))).isEmpty();
    }

    @Test
    void namesAColumnThatParquetCannotHave() {
        assertThatThrownBy(() -> write(List.of(ArrowField.struct("hollow", List.of())), List.of()))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.BAD_REQUEST))
                .hasMessageContaining("hollow");
    }

    private static byte[] write(List<ArrowField> columns, List<List<@Nullable Object>> rows)
            throws IOException {
        ArrowSchema schema = schema(columns);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] all = IntStream.rangeClosed(1, columns.size()).toArray();
        ParquetWriter writer = new ParquetWriter(schema, all, out);
        for (int from = 0; from < rows.size(); from += 5000) {
            int count = Math.min(5000, rows.size() - from);
            RecordBatchView batch = batch(schema, rows.subList(from, from + count));
            writer.write(batch, 0, count / 2);
            writer.write(batch, count / 2, count - count / 2);
        }
        writer.finish();
        return out.toByteArray();
    }

    private static ArrowSchema schema(List<ArrowField> columns) {
        List<ArrowField> fields = new ArrayList<>(List.of(ArrowField.of("__op", ArrowType.INT8)));
        fields.addAll(columns);
        return new ArrowSchema(fields);
    }

    private static RecordBatchView batch(ArrowSchema schema, List<List<@Nullable Object>> rows) {
        BatchBuilder builder = new BatchBuilder(schema);
        for (var row : rows) {
            builder.column(0).appendByte((byte) 0);
            for (int i = 0; i < row.size(); i++) {
                builder.column(i + 1).appendObject(row.get(i));
            }
            builder.endRow();
        }
        return RecordBatchView.parse(schema, builder.finish());
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static Map<String, @Nullable Object> struct(
            @Nullable String a, @Nullable List<@Nullable Object> numbers) {
        Map<String, @Nullable Object> struct = new LinkedHashMap<>();
        struct.put("a", a);
        struct.put("numbers", numbers);
        return struct;
    }

    private static List<Object> noNulls(Map<String, @Nullable Object> row) {
        return row.values().stream().map(value -> value == null ? "-" : value).toList();
    }

    private static @Nullable Object comparable(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TestParquetWriter::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> fields = new LinkedHashMap<>();
            map.forEach((name, field) -> fields.put(name, comparable(field)));
            return fields;
        }
        return value;
    }

    private static ByteBuffer decimal(String unscaled, int bytes) {
        byte[] value = new BigInteger(unscaled).toByteArray();
        byte[] wide = new byte[bytes];
        Arrays.fill(wide, (byte) (value[0] >> 7));
        System.arraycopy(value, 0, wide, bytes - value.length, value.length);
        return ByteBuffer.wrap(wide);
    }
}
