package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.server.auth.Authenticator;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and new links to sign in with. */
public final class SignInRoutes implements Routes {
    private static final int THIRTY_DAYS_SECONDS = 30 * 24 * 3600;

    private final Authenticator authenticator;
    private final Supplier<String> baseUrl;

    /**
     * @param baseUrl where the page is reached; asked for late because the port is known late
     */
    public SignInRoutes(Authenticator authenticator, Supplier<String> baseUrl) {
        this.authenticator = authenticator;
        this.baseUrl = baseUrl;
    }

    /** What a browser shows to sign in: the token of its one-time link. */
    public record SignIn(String token) {}

    /** A link that signs one browser in, once. */
    public record Link(String url) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/login")
                        .summary("Trades a one-time link's token for a session cookie.")
                        .takes(SignIn.class)
                        .errors(DreyErrorCode.TOKEN_EXPIRED)
                        .open()
                        .handle(this::signIn),
                Route.post("/logout").summary("Ends the session.").handle(this::signOut),
                Route.post("/links")
                        .summary("Makes a one-time link that signs a browser in.")
                        .gives(Link.class)
                        .handle(
                                request ->
                                        new Link(
                                                baseUrl.get()
                                                        + "/?token="
                                                        + authenticator.newLinkToken())));
    }

    private @Nullable Object signIn(Request request) {
        String session = authenticator.signIn(request.body(SignIn.class).token());
        Cookie cookie = new Cookie(RequestGuard.COOKIE, session);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.context().req().isSecure());
        cookie.setSameSite(SameSite.STRICT);
        cookie.setMaxAge(THIRTY_DAYS_SECONDS);
        cookie.setPath("/");
        request.context().cookie(cookie);
        return null;
    }

    private @Nullable Object signOut(Request request) {
        String session = request.context().cookie(RequestGuard.COOKIE);
        if (session != null) {
            authenticator.signOut(session);
        }
        request.context().removeCookie(RequestGuard.COOKIE, "/");
        return null;
    }
}
