@NullMarked
package io.drey.server.result;

import org.jspecify.annotations.NullMarked;
