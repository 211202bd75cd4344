package io.drey.server.http;

import io.drey.server.platform.ConfigOption;
import java.util.List;

/** Where the server listens. */
public final class HttpOptions {
    public static final ConfigOption<String> HOST =
            ConfigOption.text(
                    "http.host",
                    "127.0.0.1",
                    "Address to listen on. Anything but loopback needs http.allow-remote.");
    public static final ConfigOption<Integer> PORT =
            ConfigOption.integer("http.port", 8090, "Port to listen on; 0 takes a free one.");
    public static final ConfigOption<Boolean> ALLOW_REMOTE =
            ConfigOption.flag(
                    "http.allow-remote",
                    false,
                    "Permits an address other than loopback although Drey itself speaks plain HTTP:"
                            + " put a TLS proxy in front.");
    public static final List<ConfigOption<?>> ALL = List.of(HOST, PORT, ALLOW_REMOTE);

    private HttpOptions() {}
}
