package io.drey.arrow;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one column in place.
 *
 * <p>The typed getters do not look at nulls: ask {@link #isNull} first. A getter that does not fit
 * the type is refused. Immutable, so any number of threads may read.
 */
public abstract class ColumnReader {
    private final ArrowField field;
    private final int size;
    private final @Nullable ByteBuffer validity;

    ColumnReader(ArrowField field, int size, @Nullable ByteBuffer validity) {
        this.field = field;
        this.size = size;
        this.validity = validity;
    }

    public ArrowField field() {
        return field;
    }

    public int size() {
        return size;
    }

    /** Whether some row may be null. */
    public boolean hasNulls() {
        return validity != null;
    }

    public boolean isNull(int row) {
        return validity != null && ((validity.get(row >> 3) >> (row & 7)) & 1) == 0;
    }

    public boolean getBoolean(int row) {
        throw refused("a boolean");
    }

    /** An integer of any width, or what a temporal type stores: days, milliseconds, units. */
    public long getLong(int row) {
        throw refused("a long");
    }

    /** A number of any type, a decimal as the nearest double. */
    public double getDouble(int row) {
        throw refused("a double");
    }

    public BigDecimal getDecimal(int row) {
        throw refused("a decimal");
    }

    /** The lower 64 bits of what a decimal stores, its value without the point. */
    public long getDecimalLow(int row) {
        throw refused("a decimal");
    }

    /** The upper 64 bits, with the sign. */
    public long getDecimalHigh(int row) {
        throw refused("a decimal");
    }

    /** Where in {@link #bytesOfRows} the bytes of a BINARY value or a text start. */
    public int bytesStart(int row) {
        throw refused("bytes");
    }

    /** Where they end. */
    public int bytesEnd(int row) {
        throw refused("bytes");
    }

    /** The bytes of all rows, to be read by index without a copy; must not be written to. */
    public ByteBuffer bytesOfRows() {
        throw refused("bytes");
    }

    /** A copy of a BINARY value, or of the UTF-8 of a text. */
    public byte[] getBytes(int row) {
        throw refused("bytes");
    }

    /** A view of a BINARY value, or of the UTF-8 of a text. */
    public ByteBuffer getSlice(int row) {
        throw refused("bytes");
    }

    public String getText(int row) {
        throw refused("text");
    }

    /** The child's row where this row's list or map starts. */
    public int listStart(int row) {
        throw refused("a list");
    }

    /** The child's row behind the end of this row's list or map. */
    public int listEnd(int row) {
        throw refused("a list");
    }

    public ColumnReader child(int index) {
        throw refused("a child");
    }

    /**
     * The value as a plain Java value; null if it is null.
     *
     * <p>Boolean, Byte, Short, Integer, Long, Float, Double, BigDecimal, String, byte[], LocalDate,
     * LocalTime, LocalDateTime (timestamp without zone), Instant (timestamp with zone), Duration,
     * List, a {@code Map<String, Object>} in field order for a struct, and for a map a List of
     * two-element lists of key and value.
     */
    public @Nullable Object getObject(int row) {
        return isNull(row) ? null : JavaValues.get(this, row);
    }

    /** Bytes that the value takes with all that lies in it, about; 0 if it is null. */
    public final long valueBytes(int row) {
        return isNull(row) ? 0 : ownBytes(row);
    }

    /** The same for a value that is not null. */
    long ownBytes(int row) {
        return Long.BYTES;
    }

    ByteBuffer validity() {
        if (validity == null) {
            throw new IllegalStateException("column " + field + " has no validity");
        }
        return validity;
    }

    final IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("column " + field + " holds no such value: " + what);
    }
}
