/** Stands in for the server, which the command line must not depend on. */
@NullMarked
package io.drey.server.app;

import org.jspecify.annotations.NullMarked;
