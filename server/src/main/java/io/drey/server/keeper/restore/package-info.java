/** Restore points: which may be removed, and what of their state a new plan takes up. Pure. */
@NullMarked
package io.drey.server.keeper.restore;

import org.jspecify.annotations.NullMarked;
