package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate chain and its private key, as the server shows them. Immutable.
 *
 * @param context serves connections with them
 */
public record TlsIdentity(SSLContext context) {
    private static final Pattern PKCS8 =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    private static final char[] NO_PASSWORD = {};

    /**
     * Reads two PEM files.
     *
     * @param certificate the server's certificate, then those that lead to its authority
     * @param key its private key in PKCS #8, not encrypted
     * @throws DreyException OPTION_INVALID naming the file and what is wrong with it
     */
    public static TlsIdentity read(Path certificate, Path key) {
        Certificate[] chain = readChain(certificate);
        PrivateKey privateKey = readKey(key);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("drey", privateKey, NO_PASSWORD, chain);
            requirePair(chain[0], privateKey, certificate, key);
            KeyManagerFactory managers =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return new TlsIdentity(context);
        } catch (GeneralSecurityException | IOException e) {
            throw invalid(HttpOptions.TLS_CERTIFICATE.key(), certificate, e.toString(), e);
        }
    }

    private static Certificate[] readChain(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Certificate[] chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .toArray(new Certificate[0]);
            if (chain.length > 0) {
                return chain;
            }
            throw new GeneralSecurityException("no certificate in it");
        } catch (IOException | GeneralSecurityException e) {
            throw invalid(
                    HttpOptions.TLS_CERTIFICATE.key(),
                    file,
                    e + " (expected: a readable PEM file with BEGIN CERTIFICATE)",
                    e);
        }
    }

    private static PrivateKey readKey(Path file) {
        try {
            Matcher pem = PKCS8.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (!pem.find()) {
                throw new GeneralSecurityException("no BEGIN PRIVATE KEY in it");
            }
            byte[] bytes = Base64.getMimeDecoder().decode(pem.group(1));
            return parse(new PKCS8EncodedKeySpec(bytes));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw invalid(
                    HttpOptions.TLS_KEY.key(),
                    file,
                    e
                            + " (expected: a readable PEM file with BEGIN PRIVATE KEY; other kinds of"
                            + " keys are converted by: openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW)",
                    e);
        }
    }

    private static PrivateKey parse(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Of another algorithm; only trying tells.
                continue;
            }
        }
        throw new InvalidKeySpecException("the key is of none of " + ALGORITHMS);
    }

    /** Else every handshake would fail, without a word about why. */
    private static void requirePair(
            Certificate certificate, PrivateKey key, Path certificateFile, Path keyFile)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "Ed25519";
                };
        byte[] text = "drey".getBytes(StandardCharsets.UTF_8);
        boolean isPair;
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(text);
            byte[] signature = signer.sign();
            signer.initVerify(certificate.getPublicKey());
            signer.update(text);
            isPair = signer.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            isPair = false;
        }
        if (!isPair) {
            throw new DreyException(
                    DreyErrorCode.OPTION_INVALID,
                    HttpOptions.TLS_KEY.key()
                            + ": "
                            + keyFile
                            + " is not the key of the certificate in "
                            + certificateFile);
        }
    }

    private static DreyException invalid(String option, Path file, String why, Exception cause) {
        return new DreyException(
                DreyErrorCode.OPTION_INVALID, option + ": " + file + ": " + why, cause);
    }
}
