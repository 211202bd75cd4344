@NullMarked
package io.drey.server.keeper;

import org.jspecify.annotations.NullMarked;
