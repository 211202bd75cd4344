package io.drey.server.result.parquet;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowType;
import io.drey.arrow.TimestampUnit;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A named part of a Parquet schema. Immutable.
 *
 * <p>Lists and maps have the three levels that the format's rules ask for. Columns of one name get
 * a number, since readers find columns by name.
 *
 * @param type null where it is made of others
 * @param annotation what the value means beside how it is stored
 */
record SchemaNode(
        String name,
        Repetition repetition,
        @Nullable ParquetType type,
        @Nullable ArrowType annotation,
        List<SchemaNode> children) {
    /** How often a part occurs; the ordinal is the number in the file. */
    enum Repetition {
        REQUIRED,
        OPTIONAL,
        REPEATED
    }

    // Numbers of Parquet's older annotations, for readers that know no others.
    private static final int OLD_UTF8 = 0;
    private static final int OLD_MAP = 1;
    private static final int OLD_LIST = 3;
    private static final int OLD_DECIMAL = 5;
    private static final int OLD_DATE = 6;
    private static final int OLD_TIME_MILLIS = 7;
    private static final int OLD_TIMESTAMP_MILLIS = 9;
    private static final int OLD_TIMESTAMP_MICROS = 10;
    private static final int OLD_INT_8 = 15;
    private static final int OLD_INT_16 = 16;

    /** The root of a table's schema. */
    static SchemaNode root(List<ArrowField> columns) {
        return new SchemaNode("schema", Repetition.REQUIRED, null, null, nodes(columns));
    }

    /** Writes this and what it is made of, each before its parts. */
    void addTo(List<SchemaNode> all) {
        all.add(this);
        children.forEach(child -> child.addTo(all));
    }

    /** Writes the fields of a SchemaElement. */
    void write(ThriftWriter thrift, boolean isRoot) {
        ParquetType stored = type;
        ArrowType means = annotation;
        if (stored != null) {
            thrift.i32(1, stored.number());
        }
        if (stored == ParquetType.FIXED_BYTES && means != null) {
            thrift.i32(2, ParquetType.decimalBytes(means.precision()));
        }
        if (!isRoot) {
            thrift.i32(3, repetition.ordinal());
        }
        thrift.text(4, name);
        if (stored == null) {
            thrift.i32(5, children.size());
        }
        if (means != null) {
            writeOldAnnotation(thrift, means);
            writeAnnotation(thrift, means);
        }
    }

    private static List<SchemaNode> nodes(List<ArrowField> fields) {
        List<SchemaNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.add(field.name()));
        Set<String> taken = new HashSet<>();
        for (ArrowField field : fields) {
            String name = field.name();
            for (int i = 2; !taken.add(name); i++) {
                String numbered = field.name() + "_" + i;
                name = names.contains(numbered) ? name : numbered;
            }
            nodes.add(node(name, Repetition.OPTIONAL, field));
        }
        return nodes;
    }

    private static SchemaNode node(String name, Repetition repetition, ArrowField field) {
        ArrowType type = field.type();
        return switch (type.kind()) {
            case STRUCT -> {
                if (field.children().isEmpty()) {
                    throw new DreyException(
                            DreyErrorCode.BAD_REQUEST,
                            "column " + name + ": Parquet has no rows without fields");
                }
                yield new SchemaNode(name, repetition, null, null, nodes(field.children()));
            }
            case LIST -> {
                SchemaNode element = node("element", Repetition.OPTIONAL, field.children().get(0));
                yield new SchemaNode(
                        name, repetition, null, type, List.of(repeated("list", List.of(element))));
            }
            case MAP -> {
                List<ArrowField> entry = field.children().get(0).children();
                SchemaNode key = node("key", Repetition.REQUIRED, entry.get(0));
                SchemaNode value = node("value", Repetition.OPTIONAL, entry.get(1));
                yield new SchemaNode(
                        name,
                        repetition,
                        null,
                        type,
                        List.of(repeated("key_value", List.of(key, value))));
            }
            default -> new SchemaNode(name, repetition, ParquetType.of(type), type, List.of());
        };
    }

    private static SchemaNode repeated(String name, List<SchemaNode> children) {
        return new SchemaNode(name, Repetition.REPEATED, null, null, children);
    }

    private static void writeOldAnnotation(ThriftWriter thrift, ArrowType type) {
        switch (type.kind()) {
            case UTF8 -> thrift.i32(6, OLD_UTF8);
            case MAP -> thrift.i32(6, OLD_MAP);
            case LIST -> thrift.i32(6, OLD_LIST);
            case DATE -> thrift.i32(6, OLD_DATE);
            case TIME -> thrift.i32(6, OLD_TIME_MILLIS);
            case INT8 -> thrift.i32(6, OLD_INT_8);
            case INT16 -> thrift.i32(6, OLD_INT_16);
            case TIMESTAMP -> {
                if (type.unit() == TimestampUnit.MICRO) {
                    thrift.i32(6, OLD_TIMESTAMP_MICROS);
                } else if (type.unit() != TimestampUnit.NANO) {
                    thrift.i32(6, OLD_TIMESTAMP_MILLIS);
                }
            }
            case DECIMAL -> {
                thrift.i32(6, OLD_DECIMAL);
                thrift.i32(7, type.scale());
                thrift.i32(8, type.precision());
            }
            case BOOL, INT32, INT64, FLOAT32, FLOAT64, BINARY, DURATION, STRUCT -> {
                // What is stored says it all.
            }
        }
    }

    private static void writeAnnotation(ThriftWriter thrift, ArrowType type) {
        switch (type.kind()) {
            case UTF8 -> annotate(thrift, logical -> logical.struct(1, empty -> {}));
            case MAP -> annotate(thrift, logical -> logical.struct(2, empty -> {}));
            case LIST -> annotate(thrift, logical -> logical.struct(3, empty -> {}));
            case DATE -> annotate(thrift, logical -> logical.struct(6, empty -> {}));
            case DECIMAL ->
                    annotate(
                            thrift,
                            logical ->
                                    logical.struct(
                                            5,
                                            decimal -> {
                                                decimal.i32(1, type.scale());
                                                decimal.i32(2, type.precision());
                                            }));
            case TIME -> annotate(thrift, logical -> logical.struct(7, time -> time(time, type)));
            case TIMESTAMP ->
                    annotate(thrift, logical -> logical.struct(8, time -> time(time, type)));
            case INT8 ->
                    annotate(thrift, logical -> logical.struct(10, whole -> integer(whole, 8)));
            case INT16 ->
                    annotate(thrift, logical -> logical.struct(10, whole -> integer(whole, 16)));
            case BOOL, INT32, INT64, FLOAT32, FLOAT64, BINARY, DURATION, STRUCT -> {
                // What is stored says it all.
            }
        }
    }

    private static void annotate(
            ThriftWriter thrift, java.util.function.Consumer<ThriftWriter> logical) {
        thrift.struct(10, logical);
    }

    private static void integer(ThriftWriter thrift, int bits) {
        thrift.i8(1, bits);
        thrift.bool(2, true);
    }

    private static void time(ThriftWriter thrift, ArrowType type) {
        thrift.bool(1, type.zone() != null);
        int unit =
                switch (type.unit()) {
                    case SECOND, MILLI -> 1;
                    case MICRO -> 2;
                    case NANO -> 3;
                };
        thrift.struct(2, of -> of.struct(unit, empty -> {}));
    }
}
