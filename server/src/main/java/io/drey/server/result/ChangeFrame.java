package io.drey.server.result;

import java.nio.ByteBuffer;

/**
 * A batch of changes as it was stored.
 *
 * @param frame its number, to go on from; 0 where going on must begin anew
 * @param watermark epoch milliseconds; {@link Long#MIN_VALUE} when there is none
 * @param arrow the record batch message, {@code __op} first
 */
public record ChangeFrame(long frame, int rows, long watermark, ByteBuffer arrow) {}
