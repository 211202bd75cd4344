/** SQL as text: tokens, statements and places. Pure: no Flink in here. */
@NullMarked
package io.drey.kernel.flink120.text;

import org.jspecify.annotations.NullMarked;
