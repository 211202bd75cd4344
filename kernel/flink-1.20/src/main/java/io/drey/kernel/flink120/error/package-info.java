/** Flink's exceptions in plain words, with a place in the cell and the nearest right name. */
@NullMarked
package io.drey.kernel.flink120.error;

import org.jspecify.annotations.NullMarked;
