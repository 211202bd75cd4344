/** Flink clusters: their REST interface, their jobs, and the local one that Drey runs itself. */
@NullMarked
package io.drey.server.cluster;

import org.jspecify.annotations.NullMarked;
