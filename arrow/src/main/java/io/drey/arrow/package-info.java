/**
 * The Arrow IPC stream format over plain arrays and byte buffers.
 *
 * <p>Knows nothing of native memory, so it runs without JVM flags inside foreign processes. It
 * covers the types that a SQL result can have; dictionaries, compression and the 64-bit list types
 * are refused by name.
 */
@NullMarked
package io.drey.arrow;

import org.jspecify.annotations.NullMarked;
