/** What programs leave open, and how it is filled in: pure text, without any I/O. */
@NullMarked
package io.drey.server.keeper.parameter;

import org.jspecify.annotations.NullMarked;
