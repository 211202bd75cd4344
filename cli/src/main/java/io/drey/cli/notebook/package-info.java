/** Runs notebooks without a browser. */
@NullMarked
package io.drey.cli.notebook;

import org.jspecify.annotations.NullMarked;
