package io.drey.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A certificate made by the JDK's keytool, that is its own authority, for this machine's names.
 *
 * @param certificate a PEM file
 * @param key a PEM file
 */
public record TestingCertificate(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    /** Makes one of the algorithm, such as {@code EC} or {@code RSA}. */
    public static TestingCertificate make(Path folder, String algorithm)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve(algorithm + ".p12");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "drey",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString());
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestingCertificate(
                write(
                        folder.resolve(algorithm + "-certificate.pem"),
                        "CERTIFICATE",
                        store.getCertificate("drey").getEncoded()),
                write(
                        folder.resolve(algorithm + "-key.pem"),
                        "PRIVATE KEY",
                        store.getKey("drey", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path write(Path file, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
