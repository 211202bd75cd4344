/** What the rest of the server may not make for itself: ids, threads, processes, JSON, options. */
@NullMarked
package io.drey.server.platform;

import org.jspecify.annotations.NullMarked;
