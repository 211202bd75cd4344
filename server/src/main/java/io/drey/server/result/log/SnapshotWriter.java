package io.drey.server.result.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Writes the table as it stood at one frame, as batches that rebuild it when applied to nothing.
 *
 * <p>Confined to one thread. Nothing counts until {@link ResultLog#install} took it.
 */
public final class SnapshotWriter {
    private final Segment segment;
    private boolean isFinished;

    SnapshotWriter(Segment segment) {
        this.segment = segment;
    }

    /** The frame whose table it holds. */
    long frame() {
        return segment.baseFrame();
    }

    /** Adds a batch; the answer says where it lies. */
    public StoredFrame append(int subtask, int rows, ByteBuffer payload) throws IOException {
        FrameHeader header =
                new FrameHeader(
                        FrameKind.BATCH,
                        subtask,
                        0,
                        rows,
                        segment.baseFrame(),
                        0,
                        Long.MIN_VALUE,
                        payload.remaining(),
                        segment.baseTime());
        long position = segment.append(header, payload);
        return new StoredFrame(new StoredFrame.Place(segment, position), 0, header, payload);
    }

    /** Gives up; what was written is removed. Nothing happens once it counts. */
    public void abort() {
        if (!isFinished) {
            segment.delete();
        }
    }

    /** Gives the segment to the log, which moves it to its place. */
    Segment finish(Path place) throws IOException {
        segment.moveTo(place);
        segment.seal();
        isFinished = true;
        return segment;
    }
}
