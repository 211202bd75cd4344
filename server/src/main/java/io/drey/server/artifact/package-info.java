/** Files that programs are made of, stored by the hash of their content. */
@NullMarked
package io.drey.server.artifact;

import org.jspecify.annotations.NullMarked;
