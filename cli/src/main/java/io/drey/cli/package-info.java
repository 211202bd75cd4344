/** The command line of Drey: speaks only the published HTTP API. */
@NullMarked
package io.drey.cli;

import org.jspecify.annotations.NullMarked;
