package io.drey.arrow;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Appends the values of one column, row by row.
 *
 * <p>Each type has one primitive append, named after what Arrow stores: {@code appendInt} for a
 * DATE takes days, {@code appendLong} for a TIMESTAMP takes its units since the epoch. Calling
 * another one is refused. Not thread-safe.
 */
public abstract class ColumnWriter {
    final ArrowField field;
    final ValidityWriter validity = new ValidityWriter();

    /** Rows so far. */
    int size;

    ColumnWriter(ArrowField field) {
        this.field = field;
    }

    static ColumnWriter of(ArrowField field) {
        switch (field.type().kind()) {
            case BOOL:
                return new BitColumnWriter(field);
            case INT8:
                return new FixedColumnWriters.OfByte(field);
            case INT16:
                return new FixedColumnWriters.OfShort(field);
            case INT32:
            case DATE:
            case TIME:
                return new FixedColumnWriters.OfInt(field);
            case INT64:
            case TIMESTAMP:
            case DURATION:
                return new FixedColumnWriters.OfLong(field);
            case FLOAT32:
                return new FixedColumnWriters.OfFloat(field);
            case FLOAT64:
                return new FixedColumnWriters.OfDouble(field);
            case DECIMAL:
                return new FixedColumnWriters.OfDecimal(field);
            case UTF8:
            case BINARY:
                return new BytesColumnWriter(field);
            case LIST:
            case MAP:
                return new ListColumnWriter(field);
            case STRUCT:
                return new StructColumnWriter(field);
        }
        throw new AssertionError(field);
    }

    public ArrowField field() {
        return field;
    }

    /** Rows appended since the last batch. */
    public int size() {
        return size;
    }

    /** Bytes that the column would take in a batch now, about. */
    public abstract int bytes();

    /** Appends a null; in a column that is not nullable readers may see any value. */
    public abstract void appendNull();

    public void appendBoolean(boolean value) {
        throw refused("a boolean");
    }

    public void appendByte(byte value) {
        throw refused("a byte");
    }

    public void appendShort(short value) {
        throw refused("a short");
    }

    public void appendInt(int value) {
        throw refused("an int");
    }

    public void appendLong(long value) {
        throw refused("a long");
    }

    public void appendFloat(float value) {
        throw refused("a float");
    }

    public void appendDouble(double value) {
        throw refused("a double");
    }

    /** Appends a decimal that has the column's scale already. */
    public void appendUnscaled(long unscaled) {
        throw refused("a decimal");
    }

    /**
     * Appends a decimal.
     *
     * @throws IllegalArgumentException if digits would be lost
     */
    public void appendDecimal(BigDecimal value) {
        throw refused("a decimal");
    }

    /** Appends bytes, or text that is UTF-8 already. */
    public void appendBytes(byte[] bytes, int offset, int length) {
        throw refused("bytes");
    }

    public void appendText(String text) {
        throw refused("text");
    }

    /** Returns the writer of a nested column's part; a map has one part, its key-value struct. */
    public ColumnWriter child(int index) {
        throw refused("a child");
    }

    /** Makes everything appended to the child since the last row into this row's list or map. */
    public void endList() {
        throw refused("a list");
    }

    /** Ends a row whose parts have been appended to the children. */
    public void endStruct() {
        throw refused("a struct");
    }

    /** Appends a value of the Java type that {@link ColumnReader#getObject} gives. */
    public void appendObject(@Nullable Object value) {
        if (value == null) {
            appendNull();
        } else {
            JavaValues.append(this, value);
        }
    }

    /** Copies one row of a column of the same type. */
    abstract void appendFrom(ColumnReader source, int row);

    /** Copies a run of rows of a column of the same type. */
    abstract void appendRange(ColumnReader source, int from, int count);

    abstract void write(BatchLayout layout);

    void clear() {
        size = 0;
        validity.clear();
    }

    final IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("column " + field + " takes no such value: " + what);
    }
}
