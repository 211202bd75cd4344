@NullMarked
package io.drey.server.result.arrange;

import org.jspecify.annotations.NullMarked;
