package io.drey.server.result.log;

import java.nio.ByteBuffer;

/**
 * A frame read from a segment.
 *
 * @param place where it lies
 * @param firstRow number of its first row among all rows the log ever took, from 0
 * @param payload the Arrow message; must not be written to
 */
public record StoredFrame(Place place, long firstRow, FrameHeader header, ByteBuffer payload) {

    /** A frame's position in a segment. */
    public record Place(Segment segment, long position) {}
}
