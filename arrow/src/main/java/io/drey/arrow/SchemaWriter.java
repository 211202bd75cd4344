package io.drey.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.arrow.flatbuf.Binary;
import org.apache.arrow.flatbuf.Bool;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.DateUnit;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.TimeUnit;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Utf8;

/** Turns a schema into its flatbuffer message. */
final class SchemaWriter {
    private static final int DECIMAL_BITS = 128;

    private final FlatBufferBuilder builder = new FlatBufferBuilder(1024);

    private SchemaWriter() {}

    static ByteBuffer write(ArrowSchema schema) {
        SchemaWriter writer = new SchemaWriter();
        FlatBufferBuilder builder = writer.builder;
        int fields = Schema.createFieldsVector(builder, writer.writeFields(schema.fields()));
        int header = Schema.createSchema(builder, Endianness.Little, fields, 0, 0);
        builder.finish(
                Message.createMessage(
                        builder, MetadataVersion.V5, MessageHeader.Schema, header, 0, 0));
        return EncapsulatedMessage.write(builder, 0).flip();
    }

    private int[] writeFields(List<ArrowField> fields) {
        int[] offsets = new int[fields.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = writeField(fields.get(i));
        }
        return offsets;
    }

    private int writeField(ArrowField field) {
        int name = builder.createString(field.name());
        int type = writeType(field.type());
        int children = Field.createChildrenVector(builder, writeFields(field.children()));
        int metadata =
                field.metadata().isEmpty()
                        ? 0
                        : Field.createCustomMetadataVector(
                                builder, writeMetadata(field.metadata()));
        Field.startField(builder);
        Field.addName(builder, name);
        Field.addNullable(builder, field.isNullable());
        Field.addTypeType(builder, typeTag(field.type()));
        Field.addType(builder, type);
        Field.addChildren(builder, children);
        if (metadata != 0) {
            Field.addCustomMetadata(builder, metadata);
        }
        return Field.endField(builder);
    }

    private int[] writeMetadata(Map<String, String> metadata) {
        // Sorted, so that the same schema always gives the same bytes.
        Map<String, String> sorted = new TreeMap<>(metadata);
        int[] offsets = new int[sorted.size()];
        int i = 0;
        for (Map.Entry<String, String> entry : sorted.entrySet()) {
            int key = builder.createString(entry.getKey());
            int value = builder.createString(entry.getValue());
            offsets[i++] = KeyValue.createKeyValue(builder, key, value);
        }
        return offsets;
    }

    private static byte typeTag(ArrowType type) {
        switch (type.kind()) {
            case BOOL:
                return Type.Bool;
            case INT8:
            case INT16:
            case INT32:
            case INT64:
                return Type.Int;
            case FLOAT32:
            case FLOAT64:
                return Type.FloatingPoint;
            case UTF8:
                return Type.Utf8;
            case BINARY:
                return Type.Binary;
            case DECIMAL:
                return Type.Decimal;
            case DATE:
                return Type.Date;
            case TIME:
                return Type.Time;
            case TIMESTAMP:
                return Type.Timestamp;
            case DURATION:
                return Type.Duration;
            case LIST:
                return Type.List;
            case STRUCT:
                return Type.Struct_;
            case MAP:
                return Type.Map;
        }
        throw new AssertionError(type);
    }

    private int writeType(ArrowType type) {
        switch (type.kind()) {
            case BOOL:
                Bool.startBool(builder);
                return Bool.endBool(builder);
            case INT8:
                return Int.createInt(builder, 8, true);
            case INT16:
                return Int.createInt(builder, 16, true);
            case INT32:
                return Int.createInt(builder, 32, true);
            case INT64:
                return Int.createInt(builder, 64, true);
            case FLOAT32:
                return FloatingPoint.createFloatingPoint(builder, Precision.SINGLE);
            case FLOAT64:
                return FloatingPoint.createFloatingPoint(builder, Precision.DOUBLE);
            case UTF8:
                Utf8.startUtf8(builder);
                return Utf8.endUtf8(builder);
            case BINARY:
                Binary.startBinary(builder);
                return Binary.endBinary(builder);
            case DECIMAL:
                return Decimal.createDecimal(builder, type.precision(), type.scale(), DECIMAL_BITS);
            case DATE:
                return Date.createDate(builder, DateUnit.DAY);
            case TIME:
                return Time.createTime(builder, TimeUnit.MILLISECOND, 32);
            case TIMESTAMP:
                return writeTimestamp(type);
            case DURATION:
                return Duration.createDuration(builder, TimeUnit.MILLISECOND);
            case LIST:
                org.apache.arrow.flatbuf.List.startList(builder);
                return org.apache.arrow.flatbuf.List.endList(builder);
            case STRUCT:
                Struct_.startStruct_(builder);
                return Struct_.endStruct_(builder);
            case MAP:
                return org.apache.arrow.flatbuf.Map.createMap(builder, false);
        }
        throw new AssertionError(type);
    }

    private int writeTimestamp(ArrowType type) {
        String zone = type.zone();
        int zoneOffset = zone == null ? 0 : builder.createString(zone);
        // Arrow numbers its units from seconds to nanoseconds, as the enum does.
        return Timestamp.createTimestamp(builder, (short) type.unit().ordinal(), zoneOffset);
    }
}
