package io.drey.server.auth;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.Secrets;
import io.drey.server.store.SignInStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        Path directory = dataDir.resolve("secrets");
        Path file = directory.resolve("cli.token");
        String token = Files.exists(file) ? Files.readString(file).trim() : "";
        // An earlier version may have been killed between making the file and filling it.
        if (token.isEmpty()) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            token = ids.token();
            AtomicFiles.write(file, token.getBytes(StandardCharsets.UTF_8));
        }
        return new Authenticator(store, ids, clock, token);
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
