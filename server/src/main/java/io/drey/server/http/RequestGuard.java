package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.auth.Authenticator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/** Lets a request pass only if it carries a token, or a cookie and the sign of our own page. */
final class RequestGuard {
    static final String COOKIE = "drey_session";

    private static final String BEARER = "Bearer ";

    private RequestGuard() {}

    static void admit(Context context, Authenticator authenticator) {
        String authorization = context.header("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            authenticator.requireToken(authorization.substring(BEARER.length()));
            return;
        }
        String cookie = context.cookie(COOKIE);
        if (cookie == null) {
            throw new DreyException(DreyErrorCode.NOT_SIGNED_IN, "no token and no session cookie");
        }
        authenticator.requireSession(cookie);
        // Another site can make a browser send the cookie, but not this header.
        if (context.method() != HandlerType.GET && context.header("X-Drey") == null) {
            throw new DreyException(DreyErrorCode.FORBIDDEN, "header X-Drey is missing");
        }
    }

    /** The same for a WebSocket, where a browser cannot set headers but tells its origin. */
    static void admit(Sockets.Handshake handshake, Authenticator authenticator) {
        String authorization = handshake.header("Authorization");
        if (authorization.startsWith(BEARER)) {
            authenticator.requireToken(authorization.substring(BEARER.length()));
            return;
        }
        if (handshake.cookie(COOKIE).isEmpty()) {
            throw new DreyException(DreyErrorCode.NOT_SIGNED_IN, "no token and no session cookie");
        }
        authenticator.requireSession(handshake.cookie(COOKIE));
        String origin = handshake.header("Origin");
        if (!origin.isEmpty() && !origin.endsWith("://" + handshake.header("Host"))) {
            throw new DreyException(DreyErrorCode.FORBIDDEN, "origin: " + origin);
        }
    }

    /** Reads a request's handshake. */
    static Sockets.Handshake handshake(Context context) {
        return new Sockets.Handshake() {
            @Override
            public String header(String name) {
                return orEmpty(context.header(name));
            }

            @Override
            public String query(String name) {
                return orEmpty(context.queryParam(name));
            }

            @Override
            public String cookie(String name) {
                return orEmpty(context.cookie(name));
            }
        };
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
