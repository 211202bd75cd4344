package io.drey.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.arrow.ArrowField;
import io.drey.arrow.RecordBatchView;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.base.LocalDateSerializer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestRowEncoder {
    /** A column: its type, a value as Flink holds it, as Arrow gives it back, the Arrow type. */
    private static final Object[][] COLUMNS = {
        {DataTypes.BOOLEAN(), true, true, "BOOL"},
        {DataTypes.TINYINT(), (byte) -1, (byte) -1, "INT8"},
        {DataTypes.SMALLINT(), (short) -2, (short) -2, "INT16"},
        {DataTypes.INT(), -3, -3, "INT32"},
        {DataTypes.BIGINT(), -4L, -4L, "INT64"},
        {DataTypes.FLOAT(), -5.5f, -5.5f, "FLOAT32"},
        {DataTypes.DOUBLE(), Double.NaN, Double.NaN, "FLOAT64"},
        {DataTypes.CHAR(4), text("dört"), "dört", "UTF8"},
        {DataTypes.STRING(), text("ğüş 😀"), "ğüş 😀", "UTF8"},
        {DataTypes.BINARY(2), new byte[] {1, 2}, new byte[] {1, 2}, "BINARY"},
        {DataTypes.BYTES(), new byte[0], new byte[0], "BINARY"},
        {DataTypes.DECIMAL(5, 2), decimal("-123.45", 5, 2), big("-123.45"), "DECIMAL(5, 2)"},
        {
            DataTypes.DECIMAL(38, 18),
            decimal("-99999999999999999999.999999999999999999", 38, 18),
            big("-99999999999999999999.999999999999999999"),
            "DECIMAL(38, 18)"
        },
        {DataTypes.DATE(), -719162, "0001-01-01", "DATE"},
        {DataTypes.TIME(3), 45296789, "12:34:56.789", "TIME"},
        {DataTypes.TIMESTAMP(0), at("0001-01-01T00:00:00"), "0001-01-01T00:00", "TIMESTAMP(s)"},
        {
            DataTypes.TIMESTAMP(3),
            at("9999-12-31T23:59:59.999"),
            "9999-12-31T23:59:59.999",
            "TIMESTAMP(ms)"
        },
        {
            DataTypes.TIMESTAMP(6),
            at("0001-01-01T00:00:00.000001"),
            "0001-01-01T00:00:00.000001",
            "TIMESTAMP(us)"
        },
        {
            DataTypes.TIMESTAMP(9),
            at("1969-12-31T23:59:59.123456789"),
            "1969-12-31T23:59:59.123456789",
            "TIMESTAMP(ns)"
        },
        {
            DataTypes.TIMESTAMP_LTZ(3),
            at("2026-11-23T00:00:00.5"),
            "2026-11-23T00:00:00.500Z",
            "TIMESTAMP(ms, UTC)"
        },
        {DataTypes.INTERVAL(DataTypes.YEAR(), DataTypes.MONTH()), 14, 14, "INT32"},
        {DataTypes.INTERVAL(DataTypes.DAY(), DataTypes.SECOND(3)), 1234L, "PT1.234S", "DURATION"},
        {
            DataTypes.ARRAY(DataTypes.INT()),
            new GenericArrayData(new Integer[] {1, null, 3}),
            Arrays.asList(1, null, 3),
            "LIST"
        },
        {
            DataTypes.ARRAY(DataTypes.BIGINT().notNull()),
            new GenericArrayData(new long[] {}),
            List.of(),
            "LIST"
        },
        {
            DataTypes.ROW(
                    DataTypes.FIELD("a", DataTypes.STRING()),
                    DataTypes.FIELD("b", DataTypes.ARRAY(DataTypes.DECIMAL(30, 1)))),
            GenericRowData.of(
                    text("x"), new GenericArrayData(new Object[] {decimal("1.5", 30, 1)})),
            Map.of("a", "x", "b", List.of(big("1.5"))),
            "STRUCT"
        },
        {
            DataTypes.MAP(DataTypes.STRING(), DataTypes.TIMESTAMP(3)),
            new GenericMapData(Map.of(text("k"), at("2026-11-23T00:00:00"))),
            List.of(List.of("k", LocalDateTime.parse("2026-11-23T00:00:00"))),
            "MAP"
        },
        {
            DataTypes.MULTISET(DataTypes.BOOLEAN()),
            new GenericMapData(Map.of(true, 2)),
            List.of(List.of(true, 2)),
            "MAP"
        },
        {
            DataTypes.RAW(java.time.LocalDate.class, LocalDateSerializer.INSTANCE),
            RawValueData.fromObject(java.time.LocalDate.of(2026, 1, 2)),
            "2026-01-02",
            "UTF8"
        },
    };

    private static final RowType TYPE = rowType();

    @Test
    void encodesEveryTypeFromEveryFormOfRow() {
        RowData generic = row(true);
        RowData nulls = row(false);
        RowDataSerializer serializer = new RowDataSerializer(TYPE);
        RowData binary = serializer.toBinaryRow(generic).copy();
        RowEncoder encoder = new RowEncoder(TYPE);
        encoder.append(generic);
        encoder.append(nulls);
        binary.setRowKind(RowKind.UPDATE_AFTER);
        encoder.append(binary);
        encoder.append(serializer.toBinaryRow(nulls), RowKind.DELETE);
        assertThat(encoder.rowCount()).isEqualTo(4);
        assertThat(encoder.bytes()).isPositive();
        RecordBatchView view = RecordBatchView.parse(encoder.schema(), encoder.finish());
        assertThat(values(view, 0)).isEqualTo(expected((byte) 0, true));
        assertThat(values(view, 1)).isEqualTo(expected((byte) 0, false));
        assertThat(values(view, 2)).isEqualTo(expected((byte) 2, true));
        assertThat(values(view, 3)).isEqualTo(expected((byte) 3, false));
    }

    @Test
    void keepsTheTypesOfFlinkBesideThoseOfArrow() {
        List<ArrowField> fields = new RowEncoder(TYPE).schema().fields();
        assertThat(fields.get(0)).hasToString("__op INT8 NOT NULL");
        for (int i = 0; i < COLUMNS.length; i++) {
            ArrowField field = fields.get(i + 1);
            assertThat(field.name()).isEqualTo("f" + i);
            assertThat(field.type()).hasToString((String) COLUMNS[i][3]);
            assertThat(field.metadata())
                    .containsEntry("drey:type", TYPE.getTypeAt(i).asSummaryString());
        }
        assertThat(fields.get(9).metadata()).containsEntry("drey:type", "STRING");
        ArrowField notNull = ArrowFields.of("x", DataTypes.BIGINT().notNull().getLogicalType());
        assertThat(notNull.isNullable()).isFalse();
        assertThat(notNull.metadata()).containsEntry("drey:type", "BIGINT NOT NULL");
    }

    @Test
    void refusesWhatNanosecondsCannotReach() {
        RowEncoder encoder = new RowEncoder(RowType.of(DataTypes.TIMESTAMP(9).getLogicalType()));
        assertThatThrownBy(() -> encoder.append(GenericRowData.of(at("9999-12-31T00:00:00"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9999-12-31")
                .hasMessageContaining("CAST it to TIMESTAMP(6)");
    }

    private static List<String> expected(byte op, boolean filled) {
        List<String> values = new ArrayList<>();
        values.add(show(op));
        for (Object[] column : COLUMNS) {
            values.add(show(filled ? column[2] : null));
        }
        return values;
    }

    private static List<String> values(RecordBatchView view, int row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < view.columnCount(); i++) {
            values.add(show(view.column(i).getObject(row)));
        }
        return values;
    }

    private static String show(@Nullable Object value) {
        Object comparable = value instanceof Map ? new HashMap<>((Map<?, ?>) value) : value;
        return Arrays.deepToString(new Object[] {comparable});
    }

    private static RowType rowType() {
        DataType[] types = new DataType[COLUMNS.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = (DataType) COLUMNS[i][0];
        }
        return (RowType)
                DataTypes.ROW(
                                java.util.stream.IntStream.range(0, types.length)
                                        .mapToObj(i -> DataTypes.FIELD("f" + i, types[i]))
                                        .toArray(DataTypes.Field[]::new))
                        .getLogicalType();
    }

    private static RowData row(boolean filled) {
        GenericRowData row = new GenericRowData(COLUMNS.length);
        for (int i = 0; i < COLUMNS.length; i++) {
            row.setField(i, filled ? COLUMNS[i][1] : null);
        }
        return row;
    }

    private static StringData text(String text) {
        return StringData.fromString(text);
    }

    private static BigDecimal big(String text) {
        return new BigDecimal(text);
    }

    private static DecimalData decimal(String text, int precision, int scale) {
        return DecimalData.fromBigDecimal(big(text), precision, scale);
    }

    private static TimestampData at(String text) {
        return TimestampData.fromLocalDateTime(LocalDateTime.parse(text));
    }
}
