@NullMarked
package io.drey.server.result.view;

import org.jspecify.annotations.NullMarked;
