package io.drey.server.result.arrange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Room for large tables of numbers in a file that has no name, so that the heap can stay small.
 *
 * <p>What is never written takes no room. Nobody may touch a table after the scratch is closed.
 * Thread-safe.
 */
final class Scratch implements AutoCloseable {
    private final FileChannel file;
    private long size;

    private Scratch(FileChannel file) {
        this.file = file;
    }

    /** Makes an empty one in a directory. */
    static Scratch in(Path directory) throws IOException {
        Path path = Files.createTempFile(directory, "arrangement", ".tmp");
        return new Scratch(
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE));
    }

    IntBuffer ints(int count) throws IOException {
        return bytes((long) count * Integer.BYTES).asIntBuffer();
    }

    LongBuffer longs(int count) throws IOException {
        return bytes((long) count * Long.BYTES).asLongBuffer();
    }

    synchronized ByteBuffer bytes(long count) throws IOException {
        ByteBuffer mapped = file.map(MapMode.READ_WRITE, size, Math.max(Long.BYTES, count));
        size += count + Long.BYTES - 1 & -Long.BYTES;
        return mapped.order(ByteOrder.nativeOrder());
    }

    /** Bytes given out. */
    synchronized long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        // A mapping lives until it is collected as garbage; what it takes is given back now.
        try (file) {
            file.truncate(0);
        }
    }
}
