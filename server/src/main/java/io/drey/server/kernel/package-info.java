/** Kernel processes: launched or warm in reserve, dialling home, bound to the kernels users see. */
@NullMarked
package io.drey.server.kernel;

import org.jspecify.annotations.NullMarked;
