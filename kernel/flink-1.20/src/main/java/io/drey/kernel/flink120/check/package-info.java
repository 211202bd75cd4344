/** Tries statements without running them. */
@NullMarked
package io.drey.kernel.flink120.check;

import org.jspecify.annotations.NullMarked;
