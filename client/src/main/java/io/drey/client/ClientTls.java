package io.drey.client;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts other than that of the JDK. */
final class ClientTls {
    private ClientTls() {}

    /**
     * One that trusts nobody, for plain HTTP.
     *
     * <p>The JDK's client otherwise loads the system's certificates even when it never speaks TLS,
     * which costs the command line a tenth of a second at each start.
     */
    static SSLContext unused() {
        try {
            return context(new TrustManager[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * One that trusts what the certificates of a PEM file have signed, and nothing else.
     *
     * @throws DreyException OPTION_INVALID if there are none in it
     */
    static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (Certificate each :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count, each);
                count++;
            }
            if (count == 0) {
                throw new GeneralSecurityException("no certificate in it");
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return context(managers.getTrustManagers());
        } catch (IOException | GeneralSecurityException e) {
            throw new DreyException(
                    DreyErrorCode.OPTION_INVALID,
                    "authority: " + file + ": " + e + " (expected: a PEM file)",
                    e);
        }
    }

    private static SSLContext context(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[0], managers, null);
        return context;
    }
}
