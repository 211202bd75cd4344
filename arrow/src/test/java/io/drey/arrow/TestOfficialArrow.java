package io.drey.arrow;

import static io.drey.arrow.Samples.ROWS;
import static io.drey.arrow.Samples.SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The official implementation reads what this one writes, and the other way round. */
class TestOfficialArrow {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void releasesEverything() {
        allocator.close();
    }

    @Test
    void officialReaderReadsEveryType() throws IOException {
        try (var reader = official(stream(SCHEMA, ROWS))) {
            assertThat(reader.loadNextBatch()).isTrue();
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getSchema().getFields())
                    .extracting(field -> field.getName() + " " + field.getType())
                    .contains(
                            "decimal Decimal(38, 10, 128)",
                            "time Time(MILLISECOND, 32)",
                            "ts9 Timestamp(NANOSECOND, null)",
                            "ltz Timestamp(MICROSECOND, UTC)",
                            "map Map(false)");
            assertThat(root.getSchema().findField("i64").getMetadata())
                    .isEqualTo(SCHEMA.fields().get(4).metadata());
            assertThat(values(root, 0))
                    .containsExactly(
                            "true",
                            "1",
                            "2",
                            "3",
                            "4",
                            "5.5",
                            "6.5",
                            "yedi",
                            "[8, 0, -8]",
                            "9.1000000000",
                            "20780",
                            "1970-01-01T12:34:56.789",
                            "2026-11-23T01:02:03",
                            "2026-11-23T01:02:03.004",
                            "2026-11-23T01:02:03.004005",
                            "2026-11-23T01:02:03.004005006",
                            "1795395723000004",
                            "PT1.234S",
                            "[\"a\",null,\"\"]",
                            "{\"a\":1,\"b\":[true,null,false]}",
                            "[{\"key\":\"k\",\"value\":1},{\"key\":\"l\"}]");
            assertThat(values(root, 1)).containsOnly("null");
            assertThat(values(root, 2).get(9))
                    .isEqualTo("-9999999999999999999999999999.9999999999");
            assertThat(values(root, 2).get(14)).isEqualTo("0001-01-01T00:00:00.000001");
            assertThat(values(root, 3).get(7)).isEqualTo("ğüşıöç 😀 \0");
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @Test
    void everyTypeSurvivesTheWayThroughTheOfficialImplementation() throws IOException {
        byte[] bytes;
        try (var reader = official(stream(SCHEMA, ROWS))) {
            reader.loadNextBatch();
            bytes = write(reader.getVectorSchemaRoot());
        }
        ArrowStreamReader back = new ArrowStreamReader(new ByteArrayInputStream(bytes));
        assertThat(back.schema()).isEqualTo(SCHEMA);
        Samples.assertRows(requireNonNull(back.next()), ROWS);
        assertThat(back.next()).isNull();
    }

    @Test
    void emptyBatchesSurviveTheWayThroughTheOfficialImplementation() throws IOException {
        byte[] bytes;
        try (var reader = official(stream(SCHEMA, List.of()))) {
            reader.loadNextBatch();
            bytes = write(reader.getVectorSchemaRoot());
        }
        ArrowStreamReader back = new ArrowStreamReader(new ByteArrayInputStream(bytes));
        assertThat(back.next()).extracting(RecordBatchView::rowCount).isEqualTo(0);
    }

    @Test
    void readsVectorsThatTheOfficialImplementationFilled() throws IOException {
        try (var longs = new BigIntVector("i64", allocator);
                var texts = new VarCharVector("text", allocator);
                var decimals = new DecimalVector("decimal", allocator, 20, 2);
                var stamps = new TimeStampMicroVector("ts6", allocator);
                var structs = StructVector.empty("struct", allocator)) {
            for (int i = 0; i < 1000; i++) {
                if (i % 3 != 0) {
                    longs.setSafe(i, i);
                    texts.setSafe(i, ("text " + i).getBytes(UTF_8));
                    stamps.setSafe(i, -i);
                }
                decimals.setSafe(i, new BigDecimal(-i + ".25"));
            }
            List<FieldVector> vectors = List.of(longs, texts, decimals, stamps, structs);
            vectors.forEach(vector -> vector.setValueCount(1000));
            byte[] bytes = write(new VectorSchemaRoot(vectors));
            RecordBatchView view =
                    requireNonNull(new ArrowStreamReader(new ByteArrayInputStream(bytes)).next());
            assertThat(view.rowCount()).isEqualTo(1000);
            assertThat(Samples.rows(view).get(999))
                    .containsExactly(null, null, new BigDecimal("-999.25"), null, null);
            assertThat(view.column(0).getLong(998)).isEqualTo(998);
            assertThat(view.column(1).getText(998)).isEqualTo("text 998");
            assertThat(view.column(3).getObject(1)).hasToString("1969-12-31T23:59:59.999999");
        }
    }

    private org.apache.arrow.vector.ipc.ArrowStreamReader official(byte[] bytes) {
        return new org.apache.arrow.vector.ipc.ArrowStreamReader(
                new ByteArrayInputStream(bytes), allocator);
    }

    private static byte[] write(VectorSchemaRoot root) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var writer = new org.apache.arrow.vector.ipc.ArrowStreamWriter(root, null, out)) {
            writer.start();
            writer.writeBatch();
            writer.end();
        }
        return out.toByteArray();
    }

    private static byte[] stream(ArrowSchema schema, List<List<Object>> rows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(out, schema)) {
            writer.write(Samples.message(schema, rows));
        }
        return out.toByteArray();
    }

    private static List<String> values(VectorSchemaRoot root, int row) {
        List<String> values = new ArrayList<>();
        for (FieldVector vector : root.getFieldVectors()) {
            Object value = vector.getObject(row);
            values.add(
                    value instanceof byte[]
                            ? Arrays.toString((byte[]) value)
                            : String.valueOf(value));
        }
        return values;
    }
}
