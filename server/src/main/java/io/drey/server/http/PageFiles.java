package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page from the class path folder {@code drey-ui/}.
 *
 * <p>Every path without a file of its own gets the page itself, which routes by the address.
 */
final class PageFiles {
    private static final String FOLDER = "/drey-ui/";
    private static final String WITHOUT_PAGE =
            "<!doctype html><title>Drey</title><p>The server runs, but was built without its page."
                    + " The API is at <code>/api/v1</code>.";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "json", "application/json",
                    "woff2", "font/woff2",
                    "wasm", "application/wasm",
                    "png", "image/png",
                    "ico", "image/x-icon");

    void serve(Context context) throws IOException {
        String path = context.path().substring(1);
        if (path.startsWith("api/")) {
            throw new DreyException(DreyErrorCode.NOT_FOUND, "path: " + context.path());
        }
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header(
                "Content-Security-Policy",
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                        + " worker-src 'self' blob:; connect-src 'self' ws: wss:;"
                        + " frame-ancestors 'none'");
        byte[] file = isPlain(path) ? read(path) : null;
        if (file != null) {
            // Built files carry a hash of their content in their name.
            boolean isHashed = path.startsWith("assets/");
            context.header(
                    "Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
            context.contentType(typeOf(path)).result(file);
            return;
        }
        byte[] page = read("index.html");
        context.header("Cache-Control", "no-cache").contentType("text/html; charset=utf-8");
        if (page == null) {
            context.result(WITHOUT_PAGE);
        } else {
            context.result(page);
        }
    }

    private static boolean isPlain(String path) {
        return !path.isEmpty()
                && !path.contains("..")
                && !path.contains("//")
                && !path.endsWith("/");
    }

    private static byte @Nullable [] read(String path) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + path)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static String typeOf(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
