package io.drey.arrow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.jspecify.annotations.Nullable;

/** Turns a flatbuffer message into a schema, trusting none of its offsets. */
final class SchemaReader {
    private static final int MAX_DEPTH = 64;
    private static final int FIELD_COST = 8;

    /**
     * What may still be read. Offsets of a forged flatbuffer can point at the same bytes again and
     * again; honest ones cannot yield more than they are long.
     */
    private long budget;

    private SchemaReader(long budget) {
        this.budget = budget;
    }

    static ArrowSchema read(EncapsulatedMessage encapsulated) {
        try {
            if (encapsulated.message.headerType() != MessageHeader.Schema) {
                throw new ArrowFormatException(
                        "Arrow message: "
                                + MessageHeader.name(encapsulated.message.headerType())
                                + " (expected: Schema)");
            }
            Schema schema = (Schema) encapsulated.message.header(new Schema());
            if (schema == null) {
                throw new ArrowFormatException("Arrow schema message without a schema");
            }
            if (schema.endianness() != Endianness.Little) {
                throw unsupported("big-endian data");
            }
            return new SchemaReader(2L * encapsulated.metadataBytes).readSchema(schema);
        } catch (ArrowFormatException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ArrowFormatException("Arrow schema is damaged", e);
        }
    }

    private ArrowSchema readSchema(Schema schema) {
        List<ArrowField> fields = new ArrayList<>();
        for (int i = 0; i < schema.fieldsLength(); i++) {
            fields.add(readField(schema.fields(i), 0));
        }
        return new ArrowSchema(fields);
    }

    private ArrowField readField(Field field, int depth) {
        spend(FIELD_COST);
        if (depth > MAX_DEPTH) {
            throw new ArrowFormatException("Arrow schema: nested deeper than " + MAX_DEPTH);
        }
        if (field.dictionary() != null) {
            throw unsupported("dictionary encoding");
        }
        String name = readText(field.nameAsByteBuffer() == null ? null : field.name());
        ArrowType type = readType(field);
        List<ArrowField> children = new ArrayList<>();
        for (int i = 0; i < field.childrenLength(); i++) {
            children.add(readField(field.children(i), depth + 1));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < field.customMetadataLength(); i++) {
            KeyValue entry = field.customMetadata(i);
            metadata.put(readText(entry.key()), readText(entry.value()));
        }
        return new ArrowField(name, type, field.nullable(), metadata, children);
    }

    private String readText(@Nullable String text) {
        if (text == null) {
            return "";
        }
        spend(text.length());
        return text;
    }

    private void spend(int amount) {
        budget -= amount;
        if (budget < 0) {
            throw new ArrowFormatException("Arrow schema: describes more than it is long");
        }
    }

    private static ArrowType readType(Field field) {
        switch (field.typeType()) {
            case Type.Bool:
                return ArrowType.BOOL;
            case Type.Int:
                return readInt(part(field, new Int()));
            case Type.FloatingPoint:
                return readFloat(part(field, new FloatingPoint()));
            case Type.Utf8:
                return ArrowType.UTF8;
            case Type.Binary:
                return ArrowType.BINARY;
            case Type.Decimal:
                return readDecimal(part(field, new Decimal()));
            case Type.Date:
                requireSupported(
                        part(field, new Date()).unit() == DateUnit.DAY, "dates in milliseconds");
                return ArrowType.DATE;
            case Type.Time:
                requireSupported(
                        part(field, new Time()).unit() == TimeUnit.MILLISECOND,
                        "times in other units than milliseconds");
                return ArrowType.TIME;
            case Type.Timestamp:
                return readTimestamp(part(field, new Timestamp()));
            case Type.Duration:
                requireSupported(
                        part(field, new Duration()).unit() == TimeUnit.MILLISECOND,
                        "durations in other units than milliseconds");
                return ArrowType.DURATION;
            case Type.List:
                return ArrowType.LIST;
            case Type.Struct_:
                return ArrowType.STRUCT;
            case Type.Map:
                return ArrowType.MAP;
            default:
                throw unsupported("type " + typeName(field.typeType()));
        }
    }

    private static <T extends com.google.flatbuffers.Table> T part(Field field, T into) {
        if (field.type(into) == null) {
            throw new ArrowFormatException("Arrow field without a type");
        }
        return into;
    }

    private static ArrowType readInt(Int type) {
        requireSupported(type.isSigned(), "unsigned integers");
        switch (type.bitWidth()) {
            case 8:
                return ArrowType.INT8;
            case 16:
                return ArrowType.INT16;
            case 32:
                return ArrowType.INT32;
            case 64:
                return ArrowType.INT64;
            default:
                throw unsupported("integers of " + type.bitWidth() + " bits");
        }
    }

    private static ArrowType readFloat(FloatingPoint type) {
        requireSupported(type.precision() != Precision.HALF, "half-precision floats");
        return type.precision() == Precision.SINGLE ? ArrowType.FLOAT32 : ArrowType.FLOAT64;
    }

    private static ArrowType readDecimal(Decimal type) {
        requireSupported(type.bitWidth() == 128, "decimals of other widths than 128 bits");
        return ArrowType.decimal(type.precision(), type.scale());
    }

    private static ArrowType readTimestamp(Timestamp type) {
        TimestampUnit[] units = TimestampUnit.values();
        int unit = type.unit();
        if (unit < 0 || unit >= units.length) {
            throw new ArrowFormatException("timestamp unit: " + unit + " (expected: 0 to 3)");
        }
        String zone = type.timezone();
        return zone == null || zone.isEmpty()
                ? ArrowType.timestamp(units[unit])
                : ArrowType.timestamp(units[unit], zone);
    }

    private static void requireSupported(boolean supported, String what) {
        if (!supported) {
            throw unsupported(what);
        }
    }

    private static String typeName(byte type) {
        return type >= 0 && type < Type.names.length ? Type.name(type) : "number " + type;
    }

    private static ArrowFormatException unsupported(String what) {
        return new ArrowFormatException("Arrow schema: " + what + " is not supported");
    }
}
