@NullMarked
package io.drey.server.keeper.plan;

import org.jspecify.annotations.NullMarked;
