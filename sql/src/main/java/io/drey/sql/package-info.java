/** SQL as text, for whoever runs it: tokens, statements and places. Needs the JDK alone. */
@NullMarked
package io.drey.sql;

import org.jspecify.annotations.NullMarked;
