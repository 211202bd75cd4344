/**
 * The main class of a bundle: runs the script inside it as one job of Flink 1.20.
 *
 * <p>Runs in whatever process a cluster runs programs in, from the class loader of the bundle.
 */
@NullMarked
package io.drey.runner;

import org.jspecify.annotations.NullMarked;
