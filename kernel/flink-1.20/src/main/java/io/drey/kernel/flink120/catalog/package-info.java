/** Tells what a session's catalogs hold. */
@NullMarked
package io.drey.kernel.flink120.catalog;

import org.jspecify.annotations.NullMarked;
