package io.drey.server.result.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Files on a disk that can be made full. Thread-safe. */
public final class TestingLogFiles implements LogFiles {
    private final DiskLogFiles disk = new DiskLogFiles();
    private volatile long budget = Long.MAX_VALUE;
    private volatile boolean failsCreates;
    private volatile long usable = Long.MAX_VALUE;

    /** Fails when so many more bytes have been written, in the middle of a frame if need be. */
    public void failAfterBytes(long bytes) {
        budget = bytes;
    }

    /** What is said to be left. */
    public void setUsable(long bytes) {
        usable = bytes;
    }

    /** Whether new files cannot be made. */
    public void failCreates(boolean isFailing) {
        failsCreates = isFailing;
    }

    public void heal() {
        budget = Long.MAX_VALUE;
    }

    @Override
    public LogFile create(Path path) throws IOException {
        if (failsCreates) {
            throw new IOException("No space left on device");
        }
        return new Failing(disk.create(path));
    }

    @Override
    public LogFile open(Path path) throws IOException {
        return new Failing(disk.open(path));
    }

    @Override
    public long usableBytes(Path path) {
        return usable;
    }

    private final class Failing implements LogFile {
        private final LogFile file;

        Failing(LogFile file) {
            this.file = file;
        }

        @Override
        public void write(long position, ByteBuffer first, ByteBuffer second) throws IOException {
            long wanted = (long) first.remaining() + second.remaining();
            if (wanted <= budget) {
                budget -= budget == Long.MAX_VALUE ? 0 : wanted;
                file.write(position, first, second);
                return;
            }
            ByteBuffer part = first.duplicate();
            part.limit(part.position() + (int) Math.min(part.remaining(), budget));
            file.write(position, part, ByteBuffer.allocate(0));
            throw new IOException("No space left on device");
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
