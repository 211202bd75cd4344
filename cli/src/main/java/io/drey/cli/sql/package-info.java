/** Runs SQL from the command line and from the prompt. */
@NullMarked
package io.drey.cli.sql;

import org.jspecify.annotations.NullMarked;
