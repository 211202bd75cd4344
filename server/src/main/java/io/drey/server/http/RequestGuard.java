package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.auth.Authenticator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

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
}
