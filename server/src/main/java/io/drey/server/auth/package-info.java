/** Who may use the server: the token of this installation, one-time links, browser sessions. */
@NullMarked
package io.drey.server.auth;

import org.jspecify.annotations.NullMarked;
