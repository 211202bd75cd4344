/** Sorting, filtering and searching the rows of a whole result. */
@NullMarked
package io.drey.server.result.arrange;

import org.jspecify.annotations.NullMarked;
