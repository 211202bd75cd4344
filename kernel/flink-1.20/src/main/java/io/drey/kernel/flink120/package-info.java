/** The bridge to Flink 1.20: sessions, statements, and what becomes of them. */
@NullMarked
package io.drey.kernel.flink120;

import org.jspecify.annotations.NullMarked;
