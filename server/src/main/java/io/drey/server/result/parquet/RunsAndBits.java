package io.drey.server.result.parquet;

import java.util.Arrays;

/** Parquet's hybrid of run lengths and packed bits, for levels and indexes into dictionaries. */
final class RunsAndBits {
    private static final int GROUP = 8;

    private RunsAndBits() {}

    /** Bits that numbers up to this one need; at least one. */
    static int width(int greatest) {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(greatest));
    }

    static void encode(int[] values, int count, int width, PageBytes out) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int run = run(values, at, count);
            if (run < GROUP) {
                at += run;
                continue;
            }
            // Bits are packed in groups of eight; what a group lacks comes out of the run.
            int lacking = -(at - packedFrom) & GROUP - 1;
            pack(values, packedFrom, at + lacking, width, out);
            at += lacking;
            run -= lacking;
            packedFrom = at;
            if (run >= GROUP) {
                out.putVarint((long) run << 1);
                for (int shift = 0; shift < width; shift += Byte.SIZE) {
                    out.put(values[at] >>> shift);
                }
                packedFrom = at + run;
            }
            at += run;
        }
        pack(values, packedFrom, count, width, out);
    }

    /** Packs truth values, one a byte, into bits. */
    static void packBytes(byte[] values, int count, PageBytes out) {
        int start = out.extend((count + Byte.SIZE - 1) / Byte.SIZE);
        Arrays.fill(out.array, start, out.size, (byte) 0);
        for (int i = 0; i < count; i++) {
            out.array[start + i / Byte.SIZE] |= (byte) (values[i] << i % Byte.SIZE);
        }
    }

    // The lowest bit first; the last group is filled with zeros.
    private static void pack(int[] values, int from, int end, int width, PageBytes out) {
        if (from == end) {
            return;
        }
        int groups = (end - from + GROUP - 1) / GROUP;
        out.putVarint((long) groups << 1 | 1);
        int at = out.extend(groups * width);
        long waiting = 0;
        int bits = 0;
        for (int i = from; i < from + groups * GROUP; i++) {
            waiting |= (i < end ? values[i] & 0xffffffffL : 0) << bits;
            for (bits += width; bits >= Byte.SIZE; bits -= Byte.SIZE) {
                out.array[at++] = (byte) waiting;
                waiting >>>= Byte.SIZE;
            }
        }
    }

    private static int run(int[] values, int from, int end) {
        int at = from + 1;
        while (at < end && values[at] == values[from]) {
            at++;
        }
        return at - from;
    }
}
