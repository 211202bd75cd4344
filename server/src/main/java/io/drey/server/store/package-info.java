/**
 * The only place with SQL. One interface per aggregate; the same statements run on SQLite and on
 * PostgreSQL. Times are stored as epoch microseconds.
 */
@NullMarked
package io.drey.server.store;

import org.jspecify.annotations.NullMarked;
