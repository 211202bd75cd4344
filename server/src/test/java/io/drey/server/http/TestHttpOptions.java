package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyException;
import io.drey.server.platform.Options;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestHttpOptions {
    @TempDir Path folder;

    @Test
    void readsKeysOfTheUsualKinds() throws Exception {
        for (String algorithm : new String[] {"EC", "RSA", "Ed25519"}) {
            TestingCertificate made = TestingCertificate.make(folder, algorithm);
            assertThat(tls(made.certificate(), made.key()).context()).isNotNull();
        }
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws Exception {
        TestingCertificate ec = TestingCertificate.make(folder, "EC");
        TestingCertificate rsa = TestingCertificate.make(folder, "RSA");
        Path missing = folder.resolve("missing.pem");
        Path old =
                Files.writeString(folder.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");
        fails(ec.certificate(), rsa.key(), "is not the key of the certificate in");
        fails(missing, ec.key(), "http.tls.certificate: " + missing);
        fails(ec.certificate(), missing, "http.tls.key: " + missing);
        fails(ec.key(), ec.key(), "http.tls.certificate");
        fails(ec.certificate(), old, "openssl pkcs8 -topk8");
        assertThatThrownBy(() -> HttpOptions.tls(options("http.tls.key", ec.key().toString())))
                .hasMessageContaining("http.tls.certificate: missing");
    }

    @Test
    void servesOtherMachinesOnlyWithTlsOrWhenTold() throws UnknownHostException {
        HttpOptions.requireSafe(options("http.host", "127.0.0.2"));
        HttpOptions.requireSafe(options("http.host", "0.0.0.0", "http.allow-remote", "true"));
        HttpOptions.requireSafe(options("http.host", "0.0.0.0", "http.tls.certificate", "c.pem"));
        assertThatThrownBy(() -> HttpOptions.requireSafe(options("http.host", "0.0.0.0")))
                .isInstanceOf(DreyException.class)
                .hasMessageContaining("http.tls.certificate and http.tls.key")
                .hasMessageContaining("http.allow-remote=true");
    }

    private static void fails(Path certificate, Path key, String message) {
        assertThatThrownBy(() -> tls(certificate, key))
                .isInstanceOf(DreyException.class)
                .hasMessageContaining(message);
    }

    private static TlsIdentity tls(Path certificate, Path key) {
        return HttpOptions.tls(
                options(
                        "http.tls.certificate",
                        certificate.toString(),
                        "http.tls.key",
                        key.toString()));
    }

    private static Options options(String... keysAndValues) {
        Map<String, String> flags = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            flags.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Options.load(HttpOptions.ALL, Map.of(), Map.of(), flags);
    }
}
