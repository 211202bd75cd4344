package io.drey.arrow;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The type of a column, without its children. Immutable. */
public final class ArrowType {
    /** The Arrow types that are supported, named as Arrow names them. */
    public enum Kind {
        BOOL,
        INT8,
        INT16,
        INT32,
        INT64,
        FLOAT32,
        FLOAT64,
        UTF8,
        BINARY,
        /** Decimal128: 16 bytes, precision up to 38. */
        DECIMAL,
        /** Date32: days since 1970-01-01. */
        DATE,
        /** Time32: milliseconds of the day. */
        TIME,
        TIMESTAMP,
        /** Duration in milliseconds. */
        DURATION,
        /** One child: the element. */
        LIST,
        /** Any number of children. */
        STRUCT,
        /** One child: a struct of key and value, itself never null. */
        MAP
    }

    public static final ArrowType BOOL = new ArrowType(Kind.BOOL);
    public static final ArrowType INT8 = new ArrowType(Kind.INT8);
    public static final ArrowType INT16 = new ArrowType(Kind.INT16);
    public static final ArrowType INT32 = new ArrowType(Kind.INT32);
    public static final ArrowType INT64 = new ArrowType(Kind.INT64);
    public static final ArrowType FLOAT32 = new ArrowType(Kind.FLOAT32);
    public static final ArrowType FLOAT64 = new ArrowType(Kind.FLOAT64);
    public static final ArrowType UTF8 = new ArrowType(Kind.UTF8);
    public static final ArrowType BINARY = new ArrowType(Kind.BINARY);
    public static final ArrowType DATE = new ArrowType(Kind.DATE);
    public static final ArrowType TIME = new ArrowType(Kind.TIME);
    public static final ArrowType DURATION = new ArrowType(Kind.DURATION);
    public static final ArrowType LIST = new ArrowType(Kind.LIST);
    public static final ArrowType STRUCT = new ArrowType(Kind.STRUCT);
    public static final ArrowType MAP = new ArrowType(Kind.MAP);

    private static final int MAX_PRECISION = 38;

    private final Kind kind;
    private final int precision;
    private final int scale;
    private final TimestampUnit unit;
    private final @Nullable String zone;

    private ArrowType(Kind kind) {
        this(kind, 0, 0, TimestampUnit.MILLI, null);
    }

    private ArrowType(
            Kind kind, int precision, int scale, TimestampUnit unit, @Nullable String zone) {
        this.kind = kind;
        this.precision = precision;
        this.scale = scale;
        this.unit = unit;
        this.zone = zone;
    }

    public static ArrowType decimal(int precision, int scale) {
        if (precision < 1 || precision > MAX_PRECISION) {
            throw new IllegalArgumentException("precision: " + precision + " (expected: 1 to 38)");
        }
        if (scale < 0 || scale > precision) {
            throw new IllegalArgumentException(
                    "scale: " + scale + " (expected: 0 to " + precision + ")");
        }
        return new ArrowType(Kind.DECIMAL, precision, scale, TimestampUnit.MILLI, null);
    }

    /** A date and time without a zone. */
    public static ArrowType timestamp(TimestampUnit unit) {
        return new ArrowType(Kind.TIMESTAMP, 0, 0, requireNonNull(unit, "unit"), null);
    }

    /** A point in time, meant to be shown in the given zone. */
    public static ArrowType timestamp(TimestampUnit unit, String zone) {
        requireNonNull(zone, "zone");
        return new ArrowType(Kind.TIMESTAMP, 0, 0, requireNonNull(unit, "unit"), zone);
    }

    public Kind kind() {
        return kind;
    }

    /** Decimal digits in all; 0 if this is no decimal. */
    public int precision() {
        return precision;
    }

    /** Decimal digits after the point; 0 if this is no decimal. */
    public int scale() {
        return scale;
    }

    /** The unit of a timestamp; milliseconds for every other type. */
    public TimestampUnit unit() {
        return unit;
    }

    /** The zone of a timestamp that is a point in time; null for every other type. */
    public @Nullable String zone() {
        return zone;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof ArrowType)) {
            return false;
        }
        ArrowType that = (ArrowType) object;
        return kind == that.kind
                && precision == that.precision
                && scale == that.scale
                && unit == that.unit
                && Objects.equals(zone, that.zone);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, precision, scale, unit, zone);
    }

    @Override
    public String toString() {
        if (kind == Kind.DECIMAL) {
            return "DECIMAL(" + precision + ", " + scale + ")";
        }
        if (kind == Kind.TIMESTAMP) {
            return "TIMESTAMP(" + unit + (zone == null ? "" : ", " + zone) + ")";
        }
        return kind.name();
    }
}
