/**
 * The table sink that a result ends in: it runs inside the job and dials out to the server.
 *
 * <p>Runs on foreign clusters, so it uses nothing but Flink, the JDK and what its own jar holds.
 */
@NullMarked
package io.drey.sink;

import org.jspecify.annotations.NullMarked;
