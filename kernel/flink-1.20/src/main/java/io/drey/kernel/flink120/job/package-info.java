/** The cluster: submitting, watching and cancelling jobs over its REST address. */
@NullMarked
package io.drey.kernel.flink120.job;

import org.jspecify.annotations.NullMarked;
