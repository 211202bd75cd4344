package io.drey.sink;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.TimestampUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.StructuredType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Arrow's types for Flink's. */
public final class ArrowFields {
    /** The column in front of the query's own: the row kind as Flink numbers it. */
    public static final String OP = "__op";

    /** The metadata key under which a field keeps the type that Flink gave it. */
    public static final String TYPE_KEY = "drey:type";

    private ArrowFields() {}

    /** Returns the schema of a changelog of such rows: {@link #OP}, then the columns. */
    public static ArrowSchema changelogSchema(RowType rowType) {
        List<ArrowField> fields = new ArrayList<>();
        fields.add(ArrowField.of(OP, ArrowType.INT8).withNullable(false));
        for (RowType.RowField field : rowType.getFields()) {
            fields.add(of(field.getName(), field.getType()));
        }
        return new ArrowSchema(fields);
    }

    /** Returns the field of a column; a type that Arrow has nothing for becomes text. */
    public static ArrowField of(String name, LogicalType type) {
        LogicalType source = withoutName(type);
        return shape(name, source)
                .withNullable(type.isNullable())
                .withMetadata(Map.of(TYPE_KEY, type.asSummaryString()));
    }

    /** A distinct type is stored like the one it is made from. */
    static LogicalType withoutName(LogicalType type) {
        LogicalType source = type;
        while (source instanceof DistinctType) {
            source = ((DistinctType) source).getSourceType();
        }
        return source;
    }

    private static ArrowField shape(String name, LogicalType type) {
        switch (type.getTypeRoot()) {
            case ARRAY:
                return ArrowField.list(name, of("element", ((ArrayType) type).getElementType()));
            case MAP:
                MapType map = (MapType) type;
                return ArrowField.map(
                        name, of("key", map.getKeyType()), of("value", map.getValueType()));
            case MULTISET:
                LogicalType element = ((MultisetType) type).getElementType();
                return ArrowField.map(name, of("key", element), of("value", new IntType(false)));
            case ROW:
                List<ArrowField> fields = new ArrayList<>();
                for (RowType.RowField field : ((RowType) type).getFields()) {
                    fields.add(of(field.getName(), field.getType()));
                }
                return ArrowField.struct(name, fields);
            case STRUCTURED_TYPE:
                List<ArrowField> attributes = new ArrayList<>();
                for (StructuredType.StructuredAttribute attribute :
                        ((StructuredType) type).getAttributes()) {
                    attributes.add(of(attribute.getName(), attribute.getType()));
                }
                return ArrowField.struct(name, attributes);
            default:
                return ArrowField.of(name, flat(type));
        }
    }

    private static ArrowType flat(LogicalType type) {
        switch (type.getTypeRoot()) {
            case BOOLEAN:
                return ArrowType.BOOL;
            case TINYINT:
                return ArrowType.INT8;
            case SMALLINT:
                return ArrowType.INT16;
            case INTEGER:
            case INTERVAL_YEAR_MONTH:
                return ArrowType.INT32;
            case BIGINT:
                return ArrowType.INT64;
            case FLOAT:
                return ArrowType.FLOAT32;
            case DOUBLE:
                return ArrowType.FLOAT64;
            case BINARY:
            case VARBINARY:
                return ArrowType.BINARY;
            case DECIMAL:
                DecimalType decimal = (DecimalType) type;
                return ArrowType.decimal(decimal.getPrecision(), decimal.getScale());
            case DATE:
                return ArrowType.DATE;
            case TIME_WITHOUT_TIME_ZONE:
                return ArrowType.TIME;
            case TIMESTAMP_WITHOUT_TIME_ZONE:
                return ArrowType.timestamp(unit(type));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
                return ArrowType.timestamp(unit(type), "UTC");
            case INTERVAL_DAY_TIME:
                return ArrowType.DURATION;
            default:
                // CHAR and VARCHAR, and whatever a later Flink may bring: shown as text.
                return ArrowType.UTF8;
        }
    }

    private static TimestampUnit unit(LogicalType type) {
        return TimestampUnit.ofPrecision(LogicalTypeChecks.getPrecision(type));
    }
}
