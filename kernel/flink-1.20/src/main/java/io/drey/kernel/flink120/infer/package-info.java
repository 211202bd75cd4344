/** Finds out what columns a table over files or over a database's table would have. */
@NullMarked
package io.drey.kernel.flink120.infer;

import org.jspecify.annotations.NullMarked;
