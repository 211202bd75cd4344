package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.ConfigOption;
import io.drey.server.platform.Options;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the server listens. */
public final class HttpOptions {
    public static final ConfigOption<String> HOST =
            ConfigOption.text(
                    "http.host",
                    "127.0.0.1",
                    "Address to listen on. Anything but loopback needs http.tls.certificate and"
                            + " http.tls.key, or else http.allow-remote.");
    public static final ConfigOption<Integer> PORT =
            ConfigOption.integer("http.port", 8090, "Port to listen on; 0 takes a free one.");
    public static final ConfigOption<String> PUBLIC_URL =
            ConfigOption.text(
                    "http.public-url",
                    null,
                    "Address under which browsers reach the page, for the links that Drey makes, such"
                            + " as `https://drey.example.com`; without it they name http.host.");
    public static final ConfigOption<String> TLS_CERTIFICATE =
            ConfigOption.text(
                    "http.tls.certificate",
                    null,
                    "PEM file with the server's certificate and those that lead to its authority;"
                            + " with http.tls.key it makes the page and the API speak HTTPS.");
    public static final ConfigOption<String> TLS_KEY =
            ConfigOption.text(
                    "http.tls.key",
                    null,
                    "PEM file with the certificate's private key: PKCS #8, not encrypted.");
    public static final ConfigOption<Boolean> ALLOW_REMOTE =
            ConfigOption.flag(
                    "http.allow-remote",
                    false,
                    "Permits an address other than loopback without TLS: put a TLS proxy in front.");
    public static final List<ConfigOption<?>> ALL =
            List.of(HOST, PORT, PUBLIC_URL, TLS_CERTIFICATE, TLS_KEY, ALLOW_REMOTE);

    private HttpOptions() {}

    /**
     * The certificate to show; null where none is set.
     *
     * @throws DreyException OPTION_INVALID if it cannot be used
     */
    public static @Nullable TlsIdentity tls(Options options) {
        String certificate = options.find(TLS_CERTIFICATE);
        String key = options.find(TLS_KEY);
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new DreyException(
                    DreyErrorCode.OPTION_INVALID,
                    (key == null ? TLS_KEY : TLS_CERTIFICATE).key()
                            + ": missing (expected: both http.tls.certificate and http.tls.key)");
        }
        return TlsIdentity.read(Path.of(certificate), Path.of(key));
    }

    /**
     * Refuses to serve other machines in plain text unasked.
     *
     * @throws DreyException OPTION_INVALID
     */
    public static void requireSafe(Options options) throws UnknownHostException {
        String host = options.get(HOST);
        boolean isLocal = InetAddress.getByName(host).isLoopbackAddress();
        boolean isTls = options.find(TLS_CERTIFICATE) != null;
        if (!isLocal && !isTls && !options.get(ALLOW_REMOTE)) {
            throw new DreyException(
                    DreyErrorCode.OPTION_INVALID,
                    "http.host: "
                            + host
                            + " can be reached from other machines, and Drey would speak plain HTTP"
                            + " (expected: 127.0.0.1, or http.tls.certificate and http.tls.key, or"
                            + " http.allow-remote=true behind a TLS proxy)");
        }
    }
}
