/** Finds, starts, stops and examines the server of this machine. */
@NullMarked
package io.drey.cli.server;

import org.jspecify.annotations.NullMarked;
