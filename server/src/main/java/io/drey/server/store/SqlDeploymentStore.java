package io.drey.server.store;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentEvent;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentSpec;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link DeploymentStore} in a database. Thread-safe. */
public final class SqlDeploymentStore implements DeploymentStore {
    private static final String INSERT =
            """
            insert into deployment (id, name, cluster, version, wish, verdict, why, evidence, since,
                                    labels, created_at, updated_at)
            values (:id, :name, :cluster, 1, :wish, :verdict, :why, '[]', :at, :labels, :at, :at)
            on conflict (name) do nothing
            """;

    private final Database database;

    public SqlDeploymentStore(Database database) {
        this.database = database;
    }

    @Override
    public String installation(Supplier<String> fresh) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            Optional<String> known =
                                    handle.select("select id from installation")
                                            .mapTo(String.class)
                                            .findFirst();
                            if (known.isPresent()) {
                                return known.get();
                            }
                            String id = fresh.get();
                            handle.execute("insert into installation (id) values (?)", id);
                            return id;
                        });
    }

    @Override
    public boolean create(DeploymentRecord deployment, DeploymentSpec spec) {
        DeploymentInfo info = deployment.info();
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            int added =
                                    handle.createUpdate(INSERT)
                                            .bind("id", info.id().value())
                                            .bind("name", info.name())
                                            .bind("cluster", info.cluster())
                                            .bind("wish", DeploymentRows.json(deployment.wish()))
                                            .bind("verdict", info.verdict().name())
                                            .bind("why", info.why())
                                            .bind("at", Database.micros(info.createdAt()))
                                            .bind("labels", DeploymentRows.json(info.labels()))
                                            .execute();
                            if (added == 1) {
                                Instant at = info.createdAt();
                                DeploymentRows.saveSpec(handle, info.id(), 1, spec, at);
                                DeploymentRows.addEvent(handle, info.id(), at, "user", "created");
                            }
                            return added == 1;
                        });
    }

    @Override
    public boolean change(DeploymentId id, long version, WishChange change, Instant now) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            if (!bump(handle, id, version, now)) {
                                return false;
                            }
                            write(handle, id, change, now);
                            return true;
                        });
    }

    @Override
    public boolean askSavepoint(DeploymentId id, int attempt, Instant now) {
        return database.jdbi()
                .inTransaction(
                        handle -> {
                            boolean isFree =
                                    DeploymentRows.lock(handle, id, now)
                                            && DeploymentRows.actions(handle, id).stream()
                                                    .noneMatch(DeploymentAction::isOpen);
                            if (!isFree) {
                                return false;
                            }
                            int number = DeploymentRows.nextAction(handle, id);
                            DeploymentRows.saveAction(
                                    handle,
                                    id,
                                    DeploymentAction.intended(
                                            number, DeploymentAction.Kind.SAVEPOINT, attempt, now));
                            handle.execute(
                                    "update deployment set version = version + 1 where id = ?",
                                    id.value());
                            DeploymentRows.addEvent(
                                    handle, id, now, "user", "asked for a savepoint");
                            return true;
                        });
    }

    @Override
    public Optional<DeploymentRecord> find(String name) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.select(DeploymentRows.SELECT + " where name = ?", name)
                                        .map(DeploymentRows::record)
                                        .findOne());
    }

    @Override
    public List<DeploymentRecord> list(DeploymentFilter filter, int offset, int limit) {
        String sql =
                DeploymentRows.SELECT
                        + where(filter)
                        + " order by name limit :limit offset :offset";
        return database.jdbi()
                .withHandle(
                        handle ->
                                bind(handle.createQuery(sql), filter)
                                        .bind("limit", limit)
                                        .bind("offset", offset)
                                        .map(DeploymentRows::record)
                                        .list());
    }

    @Override
    public int count(DeploymentFilter filter) {
        String sql = "select count(*) from deployment" + where(filter);
        return database.jdbi()
                .withHandle(
                        handle -> bind(handle.createQuery(sql), filter).mapTo(Integer.class).one());
    }

    @Override
    public Map<Verdict, Integer> countByVerdict() {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createQuery(
                                                "select verdict, count(*) as n from deployment"
                                                        + " group by verdict")
                                        .map(
                                                (row, context) ->
                                                        counts.put(
                                                                Verdict.valueOf(
                                                                        row.getString("verdict")),
                                                                row.getInt("n")))
                                        .list());
        return counts;
    }

    @Override
    public Map<DeploymentId, Instant> touched() {
        Map<DeploymentId, Instant> touched = new HashMap<>();
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createQuery("select id, updated_at from deployment")
                                        .map(
                                                (row, context) ->
                                                        touched.put(
                                                                new DeploymentId(
                                                                        row.getString("id")),
                                                                Database.instant(
                                                                        row.getLong("updated_at"))))
                                        .list());
        return touched;
    }

    @Override
    public List<DeploymentRecord> listOf(List<DeploymentId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                DeploymentRows.SELECT
                                                        + " where id in (<ids>) order by name")
                                        .bindList(
                                                "ids",
                                                ids.stream().map(DeploymentId::value).toList())
                                        .map(DeploymentRows::record)
                                        .list());
    }

    @Override
    public Optional<DeploymentSpec> findSpec(DeploymentId id, long version) {
        return Optional.ofNullable(
                database.jdbi().withHandle(handle -> DeploymentRows.spec(handle, id, version)));
    }

    @Override
    public List<Attempt> attempts(DeploymentId id, int limit) {
        return database.jdbi().withHandle(handle -> DeploymentRows.attempts(handle, id, limit));
    }

    @Override
    public List<RestorePoint> points(DeploymentId id) {
        return database.jdbi().withHandle(handle -> DeploymentRows.points(handle, id));
    }

    @Override
    public List<DeploymentEvent> events(DeploymentId id, @Nullable Long before, int limit) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.select(
                                                "select * from deployment_event"
                                                        + " where deployment_id = ? and number < ?"
                                                        + " order by number desc limit ?",
                                                id.value(),
                                                before == null ? Long.MAX_VALUE : before,
                                                limit)
                                        .map(
                                                (row, context) ->
                                                        new DeploymentEvent(
                                                                row.getLong("number"),
                                                                Database.instant(row.getLong("at")),
                                                                row.getString("source"),
                                                                row.getString("text")))
                                        .list());
    }

    private static void write(Handle handle, DeploymentId id, WishChange change, Instant now) {
        handle.createUpdate(
                        """
                        update deployment set wish = :wish, why = :why,
                            since = case when verdict = :verdict then since else :now end,
                            verdict = :verdict
                        where id = :id
                        """)
                .bind("id", id.value())
                .bind("wish", DeploymentRows.json(change.wish()))
                .bind("verdict", change.verdict().name())
                .bind("why", "A user " + change.event())
                .bind("now", Database.micros(now))
                .execute();
        DeploymentSpec spec = change.spec();
        if (spec != null) {
            handle.execute(
                    "update deployment set labels = ? where id = ?",
                    DeploymentRows.json(spec.labels() == null ? Map.of() : spec.labels()),
                    id.value());
            DeploymentRows.saveSpec(handle, id, change.wish().specVersion(), spec, now);
        }
        DeploymentRows.addEvent(handle, id, now, "user", change.event());
    }

    private static boolean bump(Handle handle, DeploymentId id, long version, Instant now) {
        return handle.execute(
                        "update deployment set version = version + 1, updated_at = ?"
                                + " where id = ? and version = ?",
                        Database.micros(now),
                        id.value(),
                        version)
                == 1;
    }

    private static String where(DeploymentFilter filter) {
        return " where 1 = 1"
                + (filter.text() == null ? "" : " and lower(name) like :text escape '!'")
                + (filter.verdict() == null ? "" : " and verdict = :verdict")
                + (filter.cluster() == null ? "" : " and cluster = :cluster")
                + (filter.label() == null ? "" : " and labels like :label escape '!'");
    }

    private static Query bind(Query query, DeploymentFilter filter) {
        if (filter.text() != null) {
            query.bind("text", contains(filter.text().toLowerCase(Locale.ROOT)));
        }
        if (filter.verdict() != null) {
            query.bind("verdict", filter.verdict().name());
        }
        if (filter.cluster() != null) {
            query.bind("cluster", filter.cluster());
        }
        if (filter.label() != null) {
            String[] label = filter.label().split("=", 2);
            String value = label.length < 2 ? "" : label[1];
            query.bind(
                    "label",
                    contains(DeploymentRows.json(label[0]) + ":" + DeploymentRows.json(value)));
        }
        return query;
    }

    private static String contains(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
