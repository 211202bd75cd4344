package io.drey.server.store;

import java.time.Instant;

/** Keeps one-time links and browser sessions, as hashes. Thread-safe. */
public interface SignInStore {
    void addLink(String tokenHash, Instant expiresAt);

    /** Takes a link out of use; false if it is unknown, expired or was used already. */
    boolean useLink(String tokenHash, Instant now);

    void addSession(String tokenHash, Instant expiresAt);

    boolean hasSession(String tokenHash, Instant now);

    void deleteSession(String tokenHash);
}
