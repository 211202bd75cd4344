/** Runs: queued per kernel, driven by what kernels, results and jobs report, kept as history. */
@NullMarked
package io.drey.server.run;

import org.jspecify.annotations.NullMarked;
