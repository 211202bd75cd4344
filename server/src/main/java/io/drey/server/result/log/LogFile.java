package io.drey.server.result.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a log. Thread-safe for any number of readers beside one writer. */
public interface LogFile extends Closeable {
    /**
     * Writes all buffers at a position.
     *
     * @throws IOException when not all could be written; a part may have been
     */
    void write(long position, ByteBuffer first, ByteBuffer second) throws IOException;

    /** Reads what is there from a position on; answers the number of bytes, or -1 at the end. */
    int read(ByteBuffer target, long position) throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;
}
