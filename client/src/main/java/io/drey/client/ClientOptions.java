package io.drey.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches its server.
 *
 * @param server the server's address without the API prefix, such as {@code http://127.0.0.1:8090}
 * @param token the bearer token; null for the few routes that need none
 * @param authority a PEM file with the authority of an HTTPS server; null for those of this Java
 * @param connectTimeout how long the server may take to accept a connection
 * @param requestTimeout how long an ordinary call may take to be answered
 */
public record ClientOptions(
        URI server,
        @Nullable String token,
        @Nullable Path authority,
        Duration connectTimeout,
        Duration requestTimeout) {
    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DEFAULT_REQUEST_TIMEOUT = Duration.ofSeconds(60);

    public ClientOptions {
        requireNonNull(server, "server");
        requireNonNull(connectTimeout, "connectTimeout");
        requireNonNull(requestTimeout, "requestTimeout");
    }

    public static ClientOptions of(URI server, @Nullable String token) {
        return new ClientOptions(
                server, token, null, DEFAULT_CONNECT_TIMEOUT, DEFAULT_REQUEST_TIMEOUT);
    }

    public ClientOptions withAuthority(@Nullable Path file) {
        return new ClientOptions(server, token, file, connectTimeout, requestTimeout);
    }

    public ClientOptions withRequestTimeout(Duration timeout) {
        return new ClientOptions(server, token, authority, connectTimeout, timeout);
    }
}
