/**
 * Keeps deployments in the state asked for: looks at clusters, plans, and carries out one action at
 * a time for each, written down before and after.
 */
@NullMarked
package io.drey.server.keeper;

import org.jspecify.annotations.NullMarked;
