package io.drey.server.result.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes structures in Thrift's compact protocol, in which Parquet describes itself. */
final class ThriftWriter {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I8 = 3;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int SHORT_LIST = 15;

    private final PageBytes out;
    private int lastField;

    ThriftWriter(PageBytes out) {
        this.out = out;
    }

    /** Writes the fields of a structure, and its end. */
    void struct(Consumer<ThriftWriter> fields) {
        int outer = lastField;
        lastField = 0;
        fields.accept(this);
        out.put(0);
        lastField = outer;
    }

    void bool(int field, boolean value) {
        head(field, value ? TRUE : FALSE);
    }

    void i8(int field, int value) {
        head(field, I8);
        out.put(value);
    }

    void i32(int field, int value) {
        head(field, I32);
        zigzag(value);
    }

    void i64(int field, long value) {
        head(field, I64);
        zigzag(value);
    }

    void binary(int field, byte[] value) {
        head(field, BINARY);
        bytes(value);
    }

    void text(int field, String value) {
        binary(field, value.getBytes(UTF_8));
    }

    void struct(int field, Consumer<ThriftWriter> fields) {
        head(field, STRUCT);
        struct(fields);
    }

    /** A structure that is written already. */
    void struct(int field, PageBytes written) {
        head(field, STRUCT);
        out.put(written);
    }

    void i32s(int field, int... values) {
        list(field, I32, values.length);
        for (int value : values) {
            zigzag(value);
        }
    }

    void texts(int field, List<String> values) {
        list(field, BINARY, values.size());
        values.forEach(value -> bytes(value.getBytes(UTF_8)));
    }

    <T> void structs(int field, List<T> values, BiConsumer<ThriftWriter, T> fields) {
        list(field, STRUCT, values.size());
        values.forEach(value -> struct(thrift -> fields.accept(thrift, value)));
    }

    private void list(int field, int type, int count) {
        head(field, LIST);
        if (count < SHORT_LIST) {
            out.put(count << 4 | type);
        } else {
            out.put(SHORT_LIST << 4 | type);
            out.putVarint(count);
        }
    }

    /** Fields come in the order of their numbers, less than 16 apart. */
    private void head(int field, int type) {
        out.put(field - lastField << 4 | type);
        lastField = field;
    }

    private void bytes(byte[] value) {
        out.putVarint(value.length);
        out.put(value, 0, value.length);
    }

    private void zigzag(long value) {
        out.putVarint(value << 1 ^ value >> Long.SIZE - 1);
    }
}
