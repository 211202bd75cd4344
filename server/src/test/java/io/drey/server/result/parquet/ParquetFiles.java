package io.drey.server.result.parquet;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads Parquet files with the format's own library. */
final class ParquetFiles {
    private ParquetFiles() {}

    static ParquetFileReader open(byte[] file) throws IOException {
        return ParquetFileReader.open(new InMemory(file));
    }

    /** All rows: a row as a map, a list as a list, a map as a list of pairs. */
    static List<Map<String, @Nullable Object>> rows(byte[] file) throws IOException {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (ParquetFileReader reader = open(file)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup();
                    pages != null;
                    pages = reader.readNextRowGroup()) {
                RecordReader<Group> records =
                        new ColumnIOFactory()
                                .getColumnIO(schema)
                                .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(fields(records.read()));
                }
            }
        }
        return rows;
    }

    private static Map<String, @Nullable Object> fields(Group group) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        GroupType type = group.getType();
        for (int i = 0; i < type.getFieldCount(); i++) {
            boolean isThere = group.getFieldRepetitionCount(i) > 0;
            fields.put(type.getFieldName(i), isThere ? value(group, i) : null);
        }
        return fields;
    }

    private static @Nullable Object value(Group group, int index) {
        Type type = group.getType().getType(index);
        if (type.isPrimitive()) {
            return primitive(group, index, type);
        }
        Group value = group.getGroup(index, 0);
        boolean isList = type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation;
        boolean isMap = type.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation;
        if (!isList && !isMap) {
            return fields(value);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < value.getFieldRepetitionCount(0); i++) {
            List<@Nullable Object> parts = new ArrayList<>(fields(value.getGroup(0, i)).values());
            elements.add(isList ? parts.get(0) : parts);
        }
        return elements;
    }

    private static Object primitive(Group group, int index, Type type) {
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> group.getBoolean(index, 0);
            case INT32 -> group.getInteger(index, 0);
            case INT64 -> group.getLong(index, 0);
            case FLOAT -> group.getFloat(index, 0);
            case DOUBLE -> group.getDouble(index, 0);
            case BINARY, FIXED_LEN_BYTE_ARRAY ->
                    type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation
                            ? group.getString(index, 0)
                            : ByteBuffer.wrap(group.getBinary(index, 0).getBytes());
            case INT96 -> throw new AssertionError(type);
        };
    }

    private record InMemory(byte[] bytes) implements InputFile {
        @Override
        public long getLength() {
            return bytes.length;
        }

        @Override
        public SeekableInputStream newStream() {
            Positioned stream = new Positioned(bytes);
            return new DelegatingSeekableInputStream(stream) {
                @Override
                public long getPos() {
                    return stream.at();
                }

                @Override
                public void seek(long to) throws IOException {
                    stream.seek(to);
                }
            };
        }
    }

    private static final class Positioned extends ByteArrayInputStream {
        Positioned(byte[] bytes) {
            super(bytes);
        }

        long at() {
            return pos;
        }

        void seek(long to) throws IOException {
            if (to > count) {
                throw new EOFException();
            }
            pos = (int) to;
        }

        @Override
        public int read(byte[] into) throws IOException {
            return read(into, 0, into.length);
        }
    }
}
