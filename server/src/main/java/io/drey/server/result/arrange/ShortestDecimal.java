package io.drey.server.result.arrange;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Writes floating-point numbers with the fewest digits that tell them apart, as the page does.
 *
 * <p>This is the Schubfach algorithm (R. Giulietti, "The Schubfach way to render doubles"): three
 * products with a power of ten, rounded so that their order is exact, tell which of the two nearest
 * short decimals lies between the neighbours' midpoints. Confined to one thread.
 */
final class ShortestDecimal {
    private static final int DOUBLE_BITS = 53;
    private static final int DOUBLE_LEAST = -1074;
    private static final int FLOAT_BITS = 24;
    private static final int FLOAT_LEAST = -149;
    private static final int LEAST_POWER = -324;
    private static final int GREATEST_POWER = 292;
    private static final int POWER_BITS = 126;
    private static final long LOW_63 = Long.MAX_VALUE;

    /** For each power of ten its 126 leading bits, rounded up: the upper and the lower 63. */
    private static final long[] POWERS = powers();

    /** Numbers from here on are written with an exponent, and those below the other one. */
    private static final int PLAIN_DIGITS = 21;

    private static final int PLAIN_ZEROS = -6;
    private static final int MOST = 32;

    private final byte[] text = new byte[MOST];
    private int length;
    private long digits;
    private int power;

    /** The characters of the number written last; ASCII. */
    byte[] text() {
        return text;
    }

    /** How many of them there are. */
    int length() {
        return length;
    }

    /** Writes a number. */
    void write(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int exponent = (int) (bits >>> DOUBLE_BITS - 1) & 0x7ff;
        long fraction = bits & (1L << DOUBLE_BITS - 1) - 1;
        write(bits < 0, exponent, 0x7ff, fraction, DOUBLE_BITS, DOUBLE_LEAST);
    }

    /** Writes a number with the digits that tell it from other floats. */
    void write(float value) {
        int bits = Float.floatToRawIntBits(value);
        int exponent = bits >>> FLOAT_BITS - 1 & 0xff;
        long fraction = bits & (1 << FLOAT_BITS - 1) - 1;
        write(bits < 0, exponent, 0xff, fraction, FLOAT_BITS, FLOAT_LEAST);
    }

    /** Writes a whole number. */
    void write(long value) {
        length = 0;
        if (value == Long.MIN_VALUE) {
            put(Long.toString(value));
            return;
        }
        if (value < 0) {
            put('-');
        }
        digits = Math.abs(value);
        putDigits(length, count(digits));
    }

    @Override
    public String toString() {
        return new String(text, 0, length, StandardCharsets.US_ASCII);
    }

    private void write(
            boolean isNegative, int exponent, int special, long fraction, int bits, int least) {
        length = 0;
        if (exponent == special && fraction != 0) {
            put("NaN");
            return;
        }
        if (exponent == 0 && fraction == 0) {
            put("0");
            return;
        }
        if (isNegative) {
            put('-');
        }
        if (exponent == special) {
            put("Infinity");
            return;
        }
        long hidden = 1L << bits - 1;
        if (exponent == 0) {
            find(fraction, least, false);
        } else {
            find(fraction | hidden, least + exponent - 1, fraction == 0 && exponent > 1);
        }
        layOut();
    }

    /**
     * Finds the decimal for {@code binary * 2^exponent}.
     *
     * @param isUneven whether the neighbour below is only half as far as the one above
     */
    private void find(long binary, int exponent, boolean isUneven) {
        int whole = -exponent;
        if (whole >= 0 && whole < Long.SIZE && (binary >> whole) << whole == binary) {
            digits = binary >> whole;
            power = 0;
            return;
        }
        power = isUneven ? floorLog10OfThreeQuarters(exponent) : floorLog10(exponent);
        int shift = exponent + floorLog2OfPowerOf10(-power) + 2;
        long high = POWERS[2 * (power - LEAST_POWER)];
        long low = POWERS[2 * (power - LEAST_POWER) + 1];
        // Ends of the interval count only for numbers that are even.
        long odd = binary & 1;
        long middle = product(high, low, binary << 2 + shift);
        long lower = product(high, low, (binary << 2) - (isUneven ? 1 : 2) << shift) + odd;
        long upper = product(high, low, (binary << 2) + 2 << shift) - odd;
        long below = middle >> 2;
        long tensBelow = below / 10 * 10;
        boolean isTensBelowIn = lower <= tensBelow << 2;
        boolean isTensAboveIn = tensBelow + 10 << 2 <= upper;
        if (below >= 10 && isTensBelowIn != isTensAboveIn) {
            digits = isTensBelowIn ? tensBelow : tensBelow + 10;
            return;
        }
        boolean isBelowIn = lower <= below << 2;
        boolean isAboveIn = below + 1 << 2 <= upper;
        if (isBelowIn != isAboveIn) {
            digits = isBelowIn ? below : below + 1;
            return;
        }
        long half = middle - (below + below + 1 << 1);
        digits = half < 0 || half == 0 && (below & 1) == 0 ? below : below + 1;
    }

    /** The upper bits of a product, the last one set if anything was left behind them. */
    private static long product(long high, long low, long value) {
        long lowUpper = Math.multiplyHigh(low, value);
        long highLower = high * value;
        long highUpper = Math.multiplyHigh(high, value);
        long middle = (highLower >>> 1) + lowUpper;
        return highUpper + (middle >>> 63) | (middle & LOW_63) + LOW_63 >>> 63;
    }

    /** Writes digits and power as JavaScript writes numbers, which is how the page shows them. */
    private void layOut() {
        while (digits % 10 == 0) {
            digits /= 10;
            power++;
        }
        int count = count(digits);
        int point = count + power;
        if (point > PLAIN_DIGITS || point <= PLAIN_ZEROS) {
            int start = length + (count > 1 ? 1 : 0);
            putDigits(start, count);
            if (count > 1) {
                text[start - 1] = text[start];
                text[start] = '.';
            }
            put('e');
            put(point > 0 ? '+' : '-');
            put(Integer.toString(Math.abs(point - 1)));
        } else if (point <= 0) {
            put("0.");
            putZeros(-point);
            putDigits(length, count);
        } else if (count <= point) {
            putDigits(length, count);
            putZeros(point - count);
        } else {
            int start = length;
            putDigits(start + 1, count);
            System.arraycopy(text, start + 1, text, start, point);
            text[start + point] = '.';
        }
    }

    private void putDigits(int start, int count) {
        long left = digits;
        for (int at = start + count - 1; at >= start; at--) {
            text[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length = start + count;
    }

    private void putZeros(int count) {
        for (int i = 0; i < count; i++) {
            put('0');
        }
    }

    private void put(String characters) {
        for (int i = 0; i < characters.length(); i++) {
            put(characters.charAt(i));
        }
    }

    private void put(char character) {
        text[length++] = (byte) character;
    }

    private static int count(long digits) {
        int count = 1;
        for (long left = digits; left >= 10; left /= 10) {
            count++;
        }
        return count;
    }

    // Logarithms in fixed point; exact for every exponent that a double can have.

    private static int floorLog10(int exponentOf2) {
        return (int) (exponentOf2 * 661_971_961_083L >> 41);
    }

    private static int floorLog10OfThreeQuarters(int exponentOf2) {
        return (int) (exponentOf2 * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    private static int floorLog2OfPowerOf10(int exponentOf10) {
        return (int) (exponentOf10 * 913_124_641_741L >> 38);
    }

    private static long[] powers() {
        long[] powers = new long[2 * (GREATEST_POWER - LEAST_POWER + 1)];
        for (int power = LEAST_POWER; power <= GREATEST_POWER; power++) {
            BigInteger leading = leadingBits(-power).add(BigInteger.ONE);
            int at = 2 * (power - LEAST_POWER);
            powers[at] = leading.shiftRight(Long.SIZE - 1).longValueExact();
            powers[at + 1] = leading.longValue() & LOW_63;
        }
        return powers;
    }

    private static BigInteger leadingBits(int exponentOf10) {
        if (exponentOf10 >= 0) {
            BigInteger ten = BigInteger.TEN.pow(exponentOf10);
            int surplus = ten.bitLength() - POWER_BITS;
            return surplus >= 0 ? ten.shiftRight(surplus) : ten.shiftLeft(-surplus);
        }
        BigInteger ten = BigInteger.TEN.pow(-exponentOf10);
        BigInteger quotient = BigInteger.ONE.shiftLeft(POWER_BITS + ten.bitLength()).divide(ten);
        return quotient.shiftRight(quotient.bitLength() - POWER_BITS);
    }
}
