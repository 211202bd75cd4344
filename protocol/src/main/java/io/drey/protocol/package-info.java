/**
 * Messages between the server and its kernels, and the small JSON codec that carries them.
 *
 * <p>JDK only, so that nothing foreign comes onto Flink's class path. Records are immutable.
 *
 * <p>The kernel dials the server's WebSocket. Every text frame is one {@link
 * io.drey.protocol.Envelope}; rows travel in binary frames ({@link io.drey.protocol.RowFrame}).
 */
@NullMarked
package io.drey.protocol;

import org.jspecify.annotations.NullMarked;
