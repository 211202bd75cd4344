/** Tables as they were: rebuilt from a result's log, change by change. */
@NullMarked
package io.drey.server.result.replay;

import org.jspecify.annotations.NullMarked;
