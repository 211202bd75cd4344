/**
 * Measures Drey against Flink's own ways to the same rows: the SQL gateway's REST interface and
 * {@code TableResult.collect()}, on the same cluster, with the same query, in one run.
 */
@NullMarked
package io.drey.bench;

import org.jspecify.annotations.NullMarked;
