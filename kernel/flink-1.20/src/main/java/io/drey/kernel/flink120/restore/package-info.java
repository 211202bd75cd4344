/** Reads checkpoints and savepoints. */
@NullMarked
package io.drey.kernel.flink120.restore;

import org.jspecify.annotations.NullMarked;
