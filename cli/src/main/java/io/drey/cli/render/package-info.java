/** Puts rows, durations and errors into text. Knows no server. */
@NullMarked
package io.drey.cli.render;

import org.jspecify.annotations.NullMarked;
