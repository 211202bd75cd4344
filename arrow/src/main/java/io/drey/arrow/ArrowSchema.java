package io.drey.arrow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a stream of batches. Immutable. */
public final class ArrowSchema {
    private final List<ArrowField> fields;

    public ArrowSchema(List<ArrowField> fields) {
        this.fields = List.copyOf(fields);
    }

    public static ArrowSchema of(ArrowField... fields) {
        return new ArrowSchema(List.of(fields));
    }

    /**
     * Reads an encapsulated schema message (continuation, length, flatbuffer).
     *
     * @throws ArrowFormatException if it is not one, or has a type that is not supported
     */
    public static ArrowSchema parse(ByteBuffer message) {
        return SchemaReader.read(EncapsulatedMessage.parse(message));
    }

    /** Writes an encapsulated schema message; its length is a multiple of 8. */
    public ByteBuffer toMessage() {
        return SchemaWriter.write(this);
    }

    public List<ArrowField> fields() {
        return fields;
    }

    /** Returns the schema of some of the columns, in the order given. */
    public ArrowSchema select(int... columns) {
        List<ArrowField> selected = new ArrayList<>();
        for (int column : columns) {
            selected.add(fields.get(column));
        }
        return new ArrowSchema(selected);
    }

    /** Returns the index of the first column of that name, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof ArrowSchema && fields.equals(((ArrowSchema) object).fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
