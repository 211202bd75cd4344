/** Statements at work: planned, submitted, and what comes of them told to the server. */
@NullMarked
package io.drey.kernel.flink120.statement;

import org.jspecify.annotations.NullMarked;
