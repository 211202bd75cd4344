package io.drey.server.result.log;

import static java.util.Objects.requireNonNull;

import io.drey.server.platform.DiskSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Logs as plain files. Nothing is forced to the disk: a killed process loses none of it. */
public final class DiskLogFiles implements LogFiles {
    private static final Set<OpenOption> EXISTING =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    private static final Set<OpenOption> NEW =
            Set.of(
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING);

    @Override
    public LogFile create(Path path) throws IOException {
        return new ChannelFile(path, FileChannel.open(path, NEW));
    }

    @Override
    public LogFile open(Path path) throws IOException {
        return new ChannelFile(path, FileChannel.open(path, EXISTING));
    }

    @Override
    public long usableBytes(Path path) {
        return DiskSpace.usableBytes(path);
    }

    private static final class ChannelFile implements LogFile {
        private final Path path;
        private volatile FileChannel channel;
        private volatile boolean isClosed;

        ChannelFile(Path path, FileChannel channel) {
            this.path = requireNonNull(path, "path");
            this.channel = requireNonNull(channel, "channel");
        }

        @Override
        public void write(long position, ByteBuffer first, ByteBuffer second) throws IOException {
            ByteBuffer[] buffers = {first, second};
            FileChannel open = channel();
            open.position(position);
            while (first.hasRemaining() || second.hasRemaining()) {
                open.write(buffers);
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel().read(target, position);
        }

        @Override
        public long size() throws IOException {
            return channel().size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel().truncate(size);
        }

        @Override
        public void close() throws IOException {
            isClosed = true;
            channel.close();
        }

        // An interrupt of one reading thread closes a channel for all; the file is still there.
        private FileChannel channel() throws IOException {
            if (channel.isOpen()) {
                return channel;
            }
            synchronized (this) {
                if (isClosed) {
                    throw new ClosedChannelException();
                }
                if (!channel.isOpen()) {
                    channel = FileChannel.open(path, EXISTING);
                }
                return channel;
            }
        }
    }
}
