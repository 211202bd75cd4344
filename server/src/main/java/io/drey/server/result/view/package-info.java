/** The current table of a result, kept up to date from its log and readable by pages. */
@NullMarked
package io.drey.server.result.view;

import org.jspecify.annotations.NullMarked;
