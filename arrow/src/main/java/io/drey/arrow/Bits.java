package io.drey.arrow;

import java.nio.ByteBuffer;

/** Ranges of single bits, least significant first, as Arrow keeps booleans and validity. */
final class Bits {
    private Bits() {}

    static boolean isSet(byte[] bits, int index) {
        return (bits[index >> 3] & (1 << (index & 7))) != 0;
    }

    static void clear(byte[] bits, int index) {
        bits[index >> 3] &= (byte) ~(1 << (index & 7));
    }

    static void set(byte[] bits, int index) {
        bits[index >> 3] |= (byte) (1 << (index & 7));
    }

    static int bytes(int bits) {
        return (int) (((long) bits + 7) >> 3);
    }

    /**
     * Copies bits, eight at a time where it can.
     *
     * @return how many of them were set
     */
    static int copy(ByteBuffer from, int fromBit, byte[] to, int toBit, int count) {
        int done = 0;
        int set = 0;
        while (done < count && ((toBit + done) & 7) != 0) {
            set += copyOne(from, fromBit + done, to, toBit + done);
            done++;
        }
        for (; count - done >= 8; done += 8) {
            int value = eight(from, fromBit + done);
            to[(toBit + done) >> 3] = (byte) value;
            set += Integer.bitCount(value);
        }
        for (; done < count; done++) {
            set += copyOne(from, fromBit + done, to, toBit + done);
        }
        return set;
    }

    private static int copyOne(ByteBuffer from, int fromBit, byte[] to, int toBit) {
        if (((from.get(fromBit >> 3) >> (fromBit & 7)) & 1) != 0) {
            set(to, toBit);
            return 1;
        }
        clear(to, toBit);
        return 0;
    }

    private static int eight(ByteBuffer from, int bit) {
        int at = bit >> 3;
        int shift = bit & 7;
        int low = from.get(at) & 0xFF;
        return shift == 0
                ? low
                : ((low >> shift) | ((from.get(at + 1) & 0xFF) << (8 - shift))) & 0xFF;
    }
}
