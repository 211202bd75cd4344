/**
 * The Java client of Drey: typed calls over the published HTTP API, and readers for its row
 * streams.
 */
@NullMarked
package io.drey.client;

import org.jspecify.annotations.NullMarked;
