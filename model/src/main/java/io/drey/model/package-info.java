/**
 * The words of the domain as they travel over the HTTP API: ids, records and the error catalog.
 *
 * <p>Everything here is immutable and thread-safe. JSON field names are the component names.
 */
@NullMarked
package io.drey.model;

import org.jspecify.annotations.NullMarked;
