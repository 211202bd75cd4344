package io.drey.server.store;

import java.time.Instant;

/** {@link SignInStore} in a database. Thread-safe. */
public final class SqlSignInStore implements SignInStore {
    private final Database database;

    public SqlSignInStore(Database database) {
        this.database = database;
    }

    @Override
    public void addLink(String tokenHash, Instant expiresAt) {
        add(
                "insert into sign_in_link (token_hash, expires_at) values (?, ?)",
                tokenHash,
                expiresAt);
    }

    @Override
    public boolean useLink(String tokenHash, Instant now) {
        return database.jdbi()
                .withHandle(
                        handle -> {
                            handle.execute(
                                    "delete from sign_in_link where expires_at <= ?",
                                    Database.micros(now));
                            return handle.execute(
                                            "delete from sign_in_link where token_hash = ?",
                                            tokenHash)
                                    == 1;
                        });
    }

    @Override
    public void addSession(String tokenHash, Instant expiresAt) {
        add(
                "insert into browser_session (token_hash, expires_at) values (?, ?)",
                tokenHash,
                expiresAt);
    }

    @Override
    public boolean hasSession(String tokenHash, Instant now) {
        String sql = "select count(*) from browser_session where token_hash = ? and expires_at > ?";
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.select(sql, tokenHash, Database.micros(now))
                                                .mapTo(Integer.class)
                                                .one()
                                        == 1);
    }

    @Override
    public void deleteSession(String tokenHash) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "delete from browser_session where token_hash = ?",
                                        tokenHash));
    }

    private void add(String sql, String tokenHash, Instant expiresAt) {
        database.jdbi()
                .useHandle(handle -> handle.execute(sql, tokenHash, Database.micros(expiresAt)));
    }
}
