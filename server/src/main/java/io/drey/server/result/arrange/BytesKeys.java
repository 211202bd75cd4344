package io.drey.server.result.arrange;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.drey.arrow.ArrowType.Kind;
import io.drey.arrow.ColumnReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts, binary values and long decimals, ordered by their bytes.
 *
 * <p>A key is seven bytes and how many of them there are, so that a text that goes on differs from
 * one that ends there. Of each value only the first {@link #MAX_BYTES} count.
 */
final class BytesKeys extends SortKeys {
    /** Bytes of a value that count. */
    static final int MAX_BYTES = 1024;

    private static final int KEY_BYTES = 7;
    private static final int GOES_ON = KEY_BYTES + 1;
    private static final long SIGN = 1L << 63;
    private static final int CHUNK_BYTES = 16 << 20;
    private static final int LENGTH_BITS = 11;
    private static final int AT_BITS = 24;
    private static final int DECIMAL_BYTES = 2 * Long.BYTES;

    private final Scratch scratch;
    private final int column;
    private final Kind kind;
    private final LongBuffer places;
    private final List<Chunk> chunks = new ArrayList<>();
    private volatile Chunk[] known = new Chunk[0];

    private record Chunk(int number, ByteBuffer bytes) {}

    BytesKeys(Scratch scratch, int entries, int column, Kind kind, boolean isDescending)
            throws IOException {
        super(isDescending);
        this.scratch = scratch;
        this.column = column;
        this.kind = kind;
        this.places = scratch.longs(entries);
    }

    @Override
    Filler filler() {
        Room room = new Room();
        return batch -> new BytesPutter(batch.column(column), room);
    }

    @Override
    long plainKey(int entry, int depth) {
        long place = places.get(entry) - 1;
        ByteBuffer bytes = known[(int) (place >>> LENGTH_BITS + AT_BITS)].bytes;
        int at = (int) (place >>> LENGTH_BITS) & (1 << AT_BITS) - 1;
        int length = (int) place & (1 << LENGTH_BITS) - 1;
        int from = depth * KEY_BYTES;
        int count = Math.min(KEY_BYTES, length - from);
        long mask = count == 0 ? 0 : -1L << Long.SIZE - count * Byte.SIZE;
        long key = Long.reverseBytes(bytes.getLong(at + from)) & mask;
        // The sign bit is turned so that bytes count as unsigned.
        return (key | (length - from > KEY_BYTES ? GOES_ON : count)) ^ SIGN;
    }

    @Override
    boolean isPlainFinal(long key, int depth) {
        return (key & 0xff) != GOES_ON;
    }

    @Override
    boolean isNull(int entry) {
        return places.get(entry) == 0;
    }

    @Override
    boolean hasNulls() {
        return true;
    }

    private synchronized Chunk newChunk() throws IOException {
        Chunk chunk =
                new Chunk(
                        chunks.size(),
                        scratch.bytes(CHUNK_BYTES + Long.BYTES).order(LITTLE_ENDIAN));
        chunks.add(chunk);
        known = chunks.toArray(Chunk[]::new);
        return chunk;
    }

    /** Where one thread puts values, from batch to batch. */
    private static final class Room {
        private Chunk chunk = new Chunk(-1, ByteBuffer.allocate(0));
        private int at;
    }

    private final class BytesPutter implements Putter {
        private final ColumnReader reader;
        private final Room room;

        BytesPutter(ColumnReader reader, Room room) {
            this.reader = reader;
            this.room = room;
        }

        @Override
        public void put(int entry, int row) throws IOException {
            if (reader.isNull(row)) {
                return;
            }
            if (room.at + MAX_BYTES > Math.min(CHUNK_BYTES, room.chunk.bytes.capacity())) {
                room.chunk = newChunk();
                room.at = 0;
            }
            ByteBuffer target = room.chunk.bytes;
            int length;
            if (kind == Kind.DECIMAL) {
                length = DECIMAL_BYTES;
                putBigEndian(target, room.at, reader.getDecimalHigh(row) ^ SIGN);
                putBigEndian(target, room.at + Long.BYTES, reader.getDecimalLow(row));
            } else {
                int start = reader.bytesStart(row);
                length = Math.min(MAX_BYTES, reader.bytesEnd(row) - start);
                target.put(room.at, reader.bytesOfRows(), start, length);
            }
            // One more than the place, since a place never written is a null.
            places.put(
                    entry,
                    ((long) room.chunk.number << LENGTH_BITS + AT_BITS
                                    | (long) room.at << LENGTH_BITS
                                    | length)
                            + 1);
            room.at += length;
        }
    }

    private static void putBigEndian(ByteBuffer target, int at, long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            target.put(at + i, (byte) (value >>> (Long.BYTES - 1 - i) * Byte.SIZE));
        }
    }
}
