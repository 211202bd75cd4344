package io.drey.server.store;

import io.drey.model.Attempt;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link KeeperStore} in a database. Thread-safe. */
public final class SqlKeeperStore implements KeeperStore {
    /** Enough to count the failures of an hour. */
    private static final int ATTEMPTS = 100;

    private static final String ACQUIRE =
            """
            insert into lease (name, owner, token, expires_at) values (:name, :owner, 1, :until)
            on conflict (name) do update set
                token = case when lease.owner = excluded.owner then lease.token
                             else lease.token + 1 end,
                owner = excluded.owner, expires_at = excluded.expires_at
            where lease.owner = excluded.owner or lease.expires_at <= :now
            """;

    private static final List<String> TABLES =
            List.of(
                    "deployment_spec",
                    "attempt",
                    "keeper_action",
                    "restore_point",
                    "deployment_event");

    private final Database database;

    public SqlKeeperStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Lease> acquire(String name, String owner, Instant now, Duration duration) {
        Instant until = now.plus(duration);
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int taken =
                                    handle.createUpdate(ACQUIRE)
                                            .bind("name", name)
                                            .bind("owner", owner)
                                            .bind("until", Database.micros(until))
                                            .bind("now", Database.micros(now))
                                            .execute();
                            return taken == 0
                                    ? Optional.<Lease>empty()
                                    : handle.select("select token from lease where name = ?", name)
                                            .mapTo(Long.class)
                                            .findOne()
                                            .map(token -> new Lease(name, owner, token, until));
                        });
    }

    @Override
    public void release(Lease lease, Instant now) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "update lease set expires_at = ?"
                                                + " where name = ? and token = ?",
                                        Database.micros(now),
                                        lease.name(),
                                        lease.token()));
    }

    @Override
    public Map<DeploymentId, Long> versions(String cluster) {
        Map<DeploymentId, Long> versions = new HashMap<>();
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.select(
                                                "select id, version from deployment"
                                                        + " where cluster = ?",
                                                cluster)
                                        .map(
                                                (row, context) ->
                                                        versions.put(
                                                                new DeploymentId(
                                                                        row.getString("id")),
                                                                row.getLong("version")))
                                        .list());
        return versions;
    }

    @Override
    public Optional<Kept> load(DeploymentId id) {
        return database.jdbi()
                .inTransaction(
                        handle ->
                                handle.select(DeploymentRows.SELECT + " where id = ?", id.value())
                                        .map(DeploymentRows::record)
                                        .findOne()
                                        .map(record -> load(handle, id, record)));
    }

    @Override
    public DeploymentSpec spec(DeploymentId id, long version) {
        DeploymentSpec spec =
                database.jdbi().withHandle(handle -> DeploymentRows.spec(handle, id, version));
        if (spec == null) {
            throw new IllegalStateException("deployment " + id + ": no spec " + version);
        }
        return spec;
    }

    @Override
    public void save(Lease lease, DeploymentId id, KeeperWrite write) {
        fenced(
                lease,
                handle -> {
                    if (DeploymentRows.lock(handle, id, write.at())) {
                        write(handle, id, write);
                    }
                });
    }

    @Override
    public void remove(Lease lease, DeploymentId id) {
        fenced(
                lease,
                handle -> {
                    for (String table : TABLES) {
                        handle.execute(
                                "delete from " + table + " where deployment_id = ?", id.value());
                    }
                    handle.execute("delete from deployment where id = ?", id.value());
                });
    }

    private static void write(Handle handle, DeploymentId id, KeeperWrite write) {
        if (write.attempt() != null) {
            DeploymentRows.saveAttempt(handle, id, write.attempt());
        }
        if (write.action() != null) {
            DeploymentRows.saveAction(handle, id, write.action());
        }
        if (write.points() != null) {
            DeploymentRows.savePoints(handle, id, write.points());
        }
        if (write.shown() != null) {
            show(handle, id, write.shown());
        }
        for (String event : write.events()) {
            DeploymentRows.addEvent(handle, id, write.at(), "keeper", event);
        }
    }

    private static void show(Handle handle, DeploymentId id, KeeperWrite.Shown shown) {
        Attempt attempt = shown.attempt();
        handle.createUpdate(
                        """
                        update deployment set verdict = :verdict, why = :why,
                            evidence = :evidence, since = :since, attempt = :attempt,
                            job_id = :job, restore_point = :point
                        where id = :id and version = :version
                        """)
                .bind("id", id.value())
                .bind("version", shown.version())
                .bind("verdict", shown.verdict().name())
                .bind("why", shown.why())
                .bind("evidence", DeploymentRows.json(shown.evidence()))
                .bind("since", Database.micros(shown.since()))
                .bind("attempt", attempt == null ? null : (Integer) attempt.number())
                .bind("job", attempt == null ? null : attempt.jobId().value())
                .bind("point", shown.latestRestorePoint())
                .execute();
    }

    private static @Nullable Kept load(Handle handle, DeploymentId id, DeploymentRecord record) {
        DeploymentSpec spec = DeploymentRows.spec(handle, id, record.wish().specVersion());
        return spec == null
                ? null
                : new Kept(
                        record,
                        spec,
                        DeploymentRows.attempts(handle, id, ATTEMPTS),
                        DeploymentRows.actions(handle, id),
                        DeploymentRows.nextAction(handle, id),
                        DeploymentRows.points(handle, id));
    }

    /** Does it while no other server can take the lease, or not at all. */
    private void fenced(Lease lease, Consumer<Handle> work) {
        database.jdbi()
                .useTransaction(
                        handle -> {
                            int held =
                                    handle.execute(
                                            "update lease set owner = owner"
                                                    + " where name = ? and token = ?",
                                            lease.name(),
                                            lease.token());
                            if (held == 0) {
                                throw new LeaseLostException(lease);
                            }
                            work.accept(handle);
                        });
    }
}
