package io.drey.sink;

/** The numbers of the wire between sink and server. */
final class Frames {
    static final int PROTOCOL = 1;

    /** Types that the sink sends. */
    static final int HELLO = 1;

    static final int SCHEMA = 2;
    static final int BATCH = 3;
    static final int END = 4;

    /** Types that the server sends. */
    static final int WELCOME = 1;

    /** With the number of a stored batch; with the last number once more when END is stored. */
    static final int ACK = 2;

    static final int STOP = 3;
    static final int REFUSED = 4;

    /** Bytes of a batch frame in front of the Arrow message: seq, watermark, rows. */
    static final int BATCH_HEADER_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** What the server says is short; more is not a Drey server. */
    static final int MAX_INCOMING_BYTES = 1 << 20;

    static final long NO_WATERMARK = Long.MIN_VALUE;

    private Frames() {}
}
