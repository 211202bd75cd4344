/** The settings that Flink knows. */
@NullMarked
package io.drey.kernel.flink120.setting;

import org.jspecify.annotations.NullMarked;
