package io.drey.server.auth;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.Secrets;
import io.drey.server.store.SignInStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;

/**
 * Tells who may pass.
 *
 * <p>The command line shows the installation's token, which lies in a file only its owner can read.
 * A browser trades a one-time link for a session. Only hashes are stored. Thread-safe.
 */
public final class Authenticator {
    private static final Duration LINK_LIFE = Duration.ofMinutes(30);
    private static final Duration SESSION_LIFE = Duration.ofDays(30);

    private final SignInStore store;
    private final RandomIds ids;
    private final Clock clock;
    private final String installationToken;

    private Authenticator(SignInStore store, RandomIds ids, Clock clock, String installationToken) {
        this.store = requireNonNull(store, "store");
        this.ids = requireNonNull(ids, "ids");
        this.clock = requireNonNull(clock, "clock");
        this.installationToken = requireNonNull(installationToken, "installationToken");
    }

    /**
     * Reads the installation's token, or makes it on the first start.
     *
     * @throws IOException if the token's file can be neither read nor written
     */
    public static Authenticator open(Path dataDir, SignInStore store, RandomIds ids, Clock clock)
            throws IOException {
        Path file = dataDir.resolve("secrets").resolve("cli.token");
        if (!Files.exists(file)) {
            Files.createDirectories(
                    dataDir.resolve("secrets"),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, ids.token());
        }
        return new Authenticator(store, ids, clock, Files.readString(file).trim());
    }

    /** Makes a one-time token for a link that signs a browser in. */
    public String newLinkToken() {
        String token = ids.token();
        store.addLink(Secrets.hash(token), clock.instant().plus(LINK_LIFE));
        return token;
    }

    /**
     * Trades a link's token for a new session's.
     *
     * @throws DreyException TOKEN_EXPIRED if it was used, has expired or never was
     */
    public String signIn(String linkToken) {
        if (!store.useLink(Secrets.hash(linkToken), clock.instant())) {
            throw new DreyException(DreyErrorCode.TOKEN_EXPIRED, "link token");
        }
        String session = ids.token();
        store.addSession(Secrets.hash(session), clock.instant().plus(SESSION_LIFE));
        return session;
    }

    /** Ends a session; an unknown one is no error. */
    public void signOut(String session) {
        store.deleteSession(Secrets.hash(session));
    }

    /**
     * Lets the holder of the installation's token pass.
     *
     * @throws DreyException NOT_SIGNED_IN otherwise
     */
    public void requireToken(String token) {
        if (!Secrets.isSame(token, installationToken)) {
            throw new DreyException(DreyErrorCode.NOT_SIGNED_IN, "token is not the right one");
        }
    }

    /**
     * Lets the holder of a live session pass.
     *
     * @throws DreyException NOT_SIGNED_IN otherwise
     */
    public void requireSession(String session) {
        if (!store.hasSession(Secrets.hash(session), clock.instant())) {
            throw new DreyException(DreyErrorCode.NOT_SIGNED_IN, "session has ended");
        }
    }
}
