/** Reads Flink's optimized plans: what they keep, and how they look as a graph. */
@NullMarked
package io.drey.kernel.flink120.plan;

import org.jspecify.annotations.NullMarked;
