package io.drey.arrow;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/**
 * Writes the Arrow stream format: a schema, batches, an end marker.
 *
 * <p>Closing writes the end marker but leaves the stream open. Not thread-safe.
 */
public final class ArrowStreamWriter implements Closeable {
    private final OutputStream out;
    private boolean closed;

    public ArrowStreamWriter(OutputStream out, ArrowSchema schema) throws IOException {
        this.out = out;
        write(schema.toMessage());
    }

    /** Writes an encapsulated record batch message, as {@link BatchBuilder#finish} makes it. */
    public void write(ByteBuffer message) throws IOException {
        if (message.hasArray()) {
            out.write(
                    message.array(),
                    message.arrayOffset() + message.position(),
                    message.remaining());
            return;
        }
        WritableByteChannel channel = Channels.newChannel(out);
        ByteBuffer rest = message.duplicate();
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        ByteBuffer end = ByteBuffer.allocate(EncapsulatedMessage.PREFIX_BYTES);
        out.write(end.putInt(EncapsulatedMessage.CONTINUATION).putInt(0).array());
    }
}
