/**
 * The published HTTP API: routes, the live WebSocket, the API description and the page's files.
 *
 * <p>Javalin and Jetty are known here and nowhere else. Routes call services and never the store.
 */
@NullMarked
package io.drey.server.http;

import org.jspecify.annotations.NullMarked;
