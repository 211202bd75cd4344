/**
 * What queries produced: rows come in from sinks and kernels, are kept, and go out by pages, as
 * changes, as exports and to whoever watches.
 */
@NullMarked
package io.drey.server.result;

import org.jspecify.annotations.NullMarked;
