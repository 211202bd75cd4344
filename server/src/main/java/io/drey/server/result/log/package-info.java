/** The log of a result: every batch as it arrived, in segment files. The log is the truth. */
@NullMarked
package io.drey.server.result.log;

import org.jspecify.annotations.NullMarked;
