package io.drey.server.result.replay;

/**
 * What happened to one row; the two halves of an update are one step.
 *
 * @param begin changes the table was made of before
 * @param end changes it is made of since
 * @param arrivedAt when it came, in epoch milliseconds; 0 if unknown
 * @param op the last change's kind, as in {@code __op}
 * @param before where the row that went lies; {@link #NOWHERE} if none did
 * @param after where the row that came lies; {@link #NOWHERE} if none did
 */
public record Step(long begin, long end, long arrivedAt, int op, long before, long after) {
    /** Stands for the place of a row that is not there. */
    public static final long NOWHERE = -1;
}
