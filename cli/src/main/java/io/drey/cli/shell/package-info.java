/** What the process shares with the shell that started it: streams, variables, exit codes. */
@NullMarked
package io.drey.cli.shell;

import org.jspecify.annotations.NullMarked;
