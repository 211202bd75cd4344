/** What could stand at the caret of a SQL cell. */
@NullMarked
package io.drey.kernel.flink120.completion;

import org.jspecify.annotations.NullMarked;
