/** Lets Drey's local JobManager bring its kept jobs back after it was killed. */
@NullMarked
package io.drey.recovery;

import org.jspecify.annotations.NullMarked;
