/** The composition root: main, options, wiring by hand. */
@NullMarked
package io.drey.server.app;

import org.jspecify.annotations.NullMarked;
