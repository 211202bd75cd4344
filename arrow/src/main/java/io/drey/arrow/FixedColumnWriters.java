package io.drey.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Columns whose values all take the same number of bytes. */
final class FixedColumnWriters {
    private FixedColumnWriters() {}

    private abstract static class Fixed extends ColumnWriter {
        final GrowableBytes data = new GrowableBytes();
        private final int width;

        Fixed(ArrowField field, int width) {
            super(field);
            this.width = width;
        }

        @Override
        public final int bytes() {
            return data.size;
        }

        @Override
        public final void appendNull() {
            validity.setNull(size);
            int at = next();
            Arrays.fill(data.array, at, at + width, (byte) 0);
        }

        @Override
        final void appendFrom(ColumnReader source, int row) {
            if (source.isNull(row)) {
                appendNull();
            } else {
                copyValue(((FixedColumnReaders.Fixed) source).data, row);
            }
        }

        @Override
        final void appendRange(ColumnReader source, int from, int count) {
            validity.copy(source, from, count, size);
            int at = data.extend(Math.multiplyExact(count, width));
            ByteBuffer bytes = ((FixedColumnReaders.Fixed) source).data.duplicate();
            bytes.position(from * width);
            bytes.get(data.array, at, count * width);
            size += count;
        }

        @Override
        final void write(BatchLayout layout) {
            validity.write(layout, size);
            layout.addBuffer(data.array, data.size);
        }

        @Override
        final void clear() {
            super.clear();
            data.clear();
        }

        abstract void copyValue(ByteBuffer from, int row);

        final int next() {
            size++;
            return data.extend(width);
        }
    }

    static final class OfByte extends Fixed {
        OfByte(ArrowField field) {
            super(field, Byte.BYTES);
        }

        @Override
        public void appendByte(byte value) {
            int at = next();
            data.array[at] = value;
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendByte(from.get(row));
        }
    }

    static final class OfShort extends Fixed {
        OfShort(ArrowField field) {
            super(field, Short.BYTES);
        }

        @Override
        public void appendShort(short value) {
            int at = next();
            GrowableBytes.SHORT.set(data.array, at, value);
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendShort(from.getShort(row * Short.BYTES));
        }
    }

    static final class OfInt extends Fixed {
        OfInt(ArrowField field) {
            super(field, Integer.BYTES);
        }

        @Override
        public void appendInt(int value) {
            int at = next();
            GrowableBytes.INT.set(data.array, at, value);
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendInt(from.getInt(row * Integer.BYTES));
        }
    }

    static final class OfLong extends Fixed {
        OfLong(ArrowField field) {
            super(field, Long.BYTES);
        }

        @Override
        public void appendLong(long value) {
            int at = next();
            GrowableBytes.LONG.set(data.array, at, value);
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendLong(from.getLong(row * Long.BYTES));
        }
    }

    static final class OfFloat extends Fixed {
        OfFloat(ArrowField field) {
            super(field, Float.BYTES);
        }

        @Override
        public void appendFloat(float value) {
            int at = next();
            GrowableBytes.INT.set(data.array, at, Float.floatToRawIntBits(value));
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendFloat(from.getFloat(row * Float.BYTES));
        }
    }

    static final class OfDouble extends Fixed {
        OfDouble(ArrowField field) {
            super(field, Double.BYTES);
        }

        @Override
        public void appendDouble(double value) {
            int at = next();
            GrowableBytes.LONG.set(data.array, at, Double.doubleToRawLongBits(value));
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendDouble(from.getDouble(row * Double.BYTES));
        }
    }

    /** 16 bytes, two's complement, the lower half first. */
    static final class OfDecimal extends Fixed {
        static final int WIDTH = 16;
        private static final int MAX_BITS = 127;

        OfDecimal(ArrowField field) {
            super(field, WIDTH);
        }

        @Override
        public void appendUnscaled(long unscaled) {
            appendHalves(unscaled, unscaled >> 63);
        }

        @Override
        public void appendDecimal(BigDecimal value) {
            ArrowType type = field.type();
            if (value.scale() > type.scale() && value.stripTrailingZeros().scale() > type.scale()) {
                throw refused("decimal " + value);
            }
            BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
            if (unscaled.bitLength() > MAX_BITS) {
                throw refused("decimal " + value);
            }
            appendHalves(unscaled.longValue(), unscaled.shiftRight(64).longValue());
        }

        @Override
        void copyValue(ByteBuffer from, int row) {
            appendHalves(from.getLong(row * WIDTH), from.getLong(row * WIDTH + Long.BYTES));
        }

        private void appendHalves(long low, long high) {
            int at = next();
            GrowableBytes.LONG.set(data.array, at, low);
            GrowableBytes.LONG.set(data.array, at + Long.BYTES, high);
        }
    }
}
