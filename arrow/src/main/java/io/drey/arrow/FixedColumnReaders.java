package io.drey.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Columns whose values all take the same number of bytes, and the one of single bits. */
final class FixedColumnReaders {
    private FixedColumnReaders() {}

    abstract static class Fixed extends ColumnReader {
        final ByteBuffer data;

        Fixed(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity);
            this.data = data;
        }
    }

    static final class OfBit extends Fixed {
        OfBit(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public boolean getBoolean(int row) {
            return ((data.get(row >> 3) >> (row & 7)) & 1) != 0;
        }
    }

    static final class OfByte extends Fixed {
        OfByte(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public long getLong(int row) {
            return data.get(row);
        }

        @Override
        public double getDouble(int row) {
            return getLong(row);
        }
    }

    static final class OfShort extends Fixed {
        OfShort(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public long getLong(int row) {
            return data.getShort(row * Short.BYTES);
        }

        @Override
        public double getDouble(int row) {
            return getLong(row);
        }
    }

    static final class OfInt extends Fixed {
        OfInt(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public long getLong(int row) {
            return data.getInt(row * Integer.BYTES);
        }

        @Override
        public double getDouble(int row) {
            return getLong(row);
        }
    }

    static final class OfLong extends Fixed {
        OfLong(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public long getLong(int row) {
            return data.getLong(row * Long.BYTES);
        }

        @Override
        public double getDouble(int row) {
            return (double) getLong(row);
        }
    }

    static final class OfFloat extends Fixed {
        OfFloat(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public double getDouble(int row) {
            return data.getFloat(row * Float.BYTES);
        }
    }

    static final class OfDouble extends Fixed {
        OfDouble(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public double getDouble(int row) {
            return data.getDouble(row * Double.BYTES);
        }
    }

    static final class OfDecimal extends Fixed {
        private static final int WIDTH = FixedColumnWriters.OfDecimal.WIDTH;

        OfDecimal(ArrowField field, int size, @Nullable ByteBuffer validity, ByteBuffer data) {
            super(field, size, validity, data);
        }

        @Override
        public long getDecimalLow(int row) {
            return data.getLong(row * WIDTH);
        }

        @Override
        public long getDecimalHigh(int row) {
            return data.getLong(row * WIDTH + Long.BYTES);
        }

        @Override
        public BigDecimal getDecimal(int row) {
            int scale = field().type().scale();
            long low = getDecimalLow(row);
            long high = getDecimalHigh(row);
            if (high == low >> 63) {
                return BigDecimal.valueOf(low, scale);
            }
            byte[] bigEndian = ByteBuffer.allocate(WIDTH).putLong(high).putLong(low).array();
            return new BigDecimal(new BigInteger(bigEndian), scale);
        }

        @Override
        public double getDouble(int row) {
            return getDecimal(row).doubleValue();
        }
    }
}
