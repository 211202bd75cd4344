package io.drey.server.store;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentSpec;
import io.drey.model.Evidence;
import io.drey.model.JobId;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import io.drey.server.platform.JsonMappers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Statements that users' and the keeper's stores share; each within a transaction of the caller.
 */
final class DeploymentRows {
    /** What a record is made of. */
    static final String SELECT =
            """
            select deployment.*, (
                select restore_point.point from restore_point
                where restore_point.deployment_id = deployment.id
                    and restore_point.path = deployment.restore_point) as newest_point
            from deployment
            """;

    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

    private DeploymentRows() {}

    static DeploymentRecord record(ResultSet row, StatementContext context) throws SQLException {
        Wish wish = JsonMappers.api().readValue(row.getString("wish"), Wish.class);
        int attempt = row.getInt("attempt");
        boolean hasAttempt = !row.wasNull();
        String job = row.getString("job_id");
        String point = row.getString("newest_point");
        DeploymentInfo info =
                new DeploymentInfo(
                        new DeploymentId(row.getString("id")),
                        row.getString("name"),
                        wish.desired(),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getString("why"),
                        JsonMappers.api().readValue(row.getString("evidence"), EVIDENCE),
                        Database.instant(row.getLong("since")),
                        row.getString("cluster"),
                        hasAttempt ? attempt : null,
                        job == null ? null : new JobId(job),
                        row.getString("restore_point"),
                        point == null
                                ? null
                                : JsonMappers.api().readValue(point, RestorePoint.class).at(),
                        wish.specVersion(),
                        JsonMappers.api().readValue(row.getString("labels"), LABELS),
                        row.getLong("version"),
                        Database.instant(row.getLong("created_at")),
                        Database.instant(row.getLong("updated_at")));
        return new DeploymentRecord(info, wish);
    }

    /** Makes all writers about a deployment wait for each other; false if it is gone. */
    static boolean lock(Handle handle, DeploymentId id, Instant now) {
        return handle.execute(
                        "update deployment set updated_at = ? where id = ?",
                        Database.micros(now),
                        id.value())
                == 1;
    }

    static void saveSpec(
            Handle handle, DeploymentId id, long version, DeploymentSpec spec, Instant now) {
        handle.execute(
                "insert into deployment_spec (deployment_id, version, spec, created_at)"
                        + " values (?, ?, ?, ?)",
                id.value(),
                version,
                json(spec),
                Database.micros(now));
    }

    static @Nullable DeploymentSpec spec(Handle handle, DeploymentId id, long version) {
        return handle.select(
                        "select spec from deployment_spec where deployment_id = ? and version = ?",
                        id.value(),
                        version)
                .mapTo(String.class)
                .findOne()
                .map(text -> JsonMappers.api().readValue(text, DeploymentSpec.class))
                .orElse(null);
    }

    static void saveAttempt(Handle handle, DeploymentId id, Attempt attempt) {
        handle.execute(
                """
                insert into attempt (deployment_id, number, is_active, attempt) values (?, ?, ?, ?)
                on conflict (deployment_id, number) do update set
                    is_active = excluded.is_active, attempt = excluded.attempt
                """,
                id.value(),
                attempt.number(),
                attempt.isActive() ? 1 : 0,
                json(attempt));
    }

    static List<Attempt> attempts(Handle handle, DeploymentId id, int limit) {
        return handle.select(
                        "select attempt from attempt where deployment_id = ?"
                                + " order by number desc limit ?",
                        id.value(),
                        limit)
                .mapTo(String.class)
                .map(text -> JsonMappers.api().readValue(text, Attempt.class))
                .list();
    }

    static void saveAction(Handle handle, DeploymentId id, DeploymentAction action) {
        int saved =
                handle.execute(
                        """
                insert into keeper_action (deployment_id, number, kind, is_open, action)
                values (?, ?, ?, ?, ?)
                on conflict (deployment_id, number) do update set
                    is_open = excluded.is_open, action = excluded.action
                where keeper_action.kind = excluded.kind
                """,
                        id.value(),
                        action.number(),
                        action.kind().name(),
                        action.isOpen() ? 1 : 0,
                        json(action));
        if (saved == 0) {
            throw new IllegalStateException(
                    "deployment " + id + ": action " + action.number() + " is another one");
        }
    }

    static int nextAction(Handle handle, DeploymentId id) {
        return handle.select(
                        "select coalesce(max(number), 0) + 1 from keeper_action"
                                + " where deployment_id = ?",
                        id.value())
                .mapTo(Integer.class)
                .one();
    }

    /** The open action, and the stop that was closed last. */
    static List<DeploymentAction> actions(Handle handle, DeploymentId id) {
        return handle.select(
                        """
                        select action from keeper_action where deployment_id = :id and (
                            is_open = 1 or number = (
                                select max(number) from keeper_action
                                where deployment_id = :id and kind = 'STOP' and is_open = 0))
                        """)
                .bind("id", id.value())
                .mapTo(String.class)
                .map(text -> JsonMappers.api().readValue(text, DeploymentAction.class))
                .list();
    }

    static List<RestorePoint> points(Handle handle, DeploymentId id) {
        return handle
                .select("select point from restore_point where deployment_id = ?", id.value())
                .mapTo(String.class)
                .map(text -> JsonMappers.api().readValue(text, RestorePoint.class))
                .stream()
                .sorted(RestorePoint.BY_AGE.reversed())
                .toList();
    }

    static void savePoints(Handle handle, DeploymentId id, List<RestorePoint> points) {
        handle.execute("delete from restore_point where deployment_id = ?", id.value());
        for (RestorePoint point : points) {
            handle.execute(
                    "insert into restore_point (deployment_id, path, point) values (?, ?, ?)",
                    id.value(),
                    point.path(),
                    json(point));
        }
    }

    static void addEvent(Handle handle, DeploymentId id, Instant at, String source, String text) {
        handle.execute(
                """
                insert into deployment_event (deployment_id, number, at, source, text)
                select ?, coalesce(max(number), 0) + 1, ?, ?, ?
                from deployment_event where deployment_id = ?
                """,
                id.value(),
                Database.micros(at),
                source,
                text,
                id.value());
    }

    static String json(Object value) {
        return JsonMappers.api().writeValueAsString(value);
    }
}
