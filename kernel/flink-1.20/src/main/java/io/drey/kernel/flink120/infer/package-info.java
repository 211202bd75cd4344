/** Finds out what columns a table over files, a topic or a database's table would have. */
@NullMarked
package io.drey.kernel.flink120.infer;

import org.jspecify.annotations.NullMarked;
