@NullMarked
package io.drey.server.result.log;

import org.jspecify.annotations.NullMarked;
