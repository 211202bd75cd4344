/**
 * The kernel: the JVM that runs a notebook's cells against one runtime and one cluster.
 *
 * <p>It dials the server ({@link io.drey.kernel.HomeLine}), runs cells one after another on one
 * thread ({@link io.drey.kernel.RunQueue}), and leaves all that is Flink to the {@link
 * io.drey.kernel.FlinkBridge} of its runtime. JDK and protocol only.
 */
@NullMarked
package io.drey.kernel;

import org.jspecify.annotations.NullMarked;
