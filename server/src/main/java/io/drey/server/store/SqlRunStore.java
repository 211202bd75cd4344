package io.drey.server.store;

import io.drey.model.KernelId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.server.platform.JsonMappers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** {@link RunStore} in a database; the run itself is a JSON column. Thread-safe. */
public final class SqlRunStore implements RunStore {
    private static final String UPSERT =
            """
            insert into run
                (id, kernel_id, notebook, cell, is_final, version, queued_at, info, ticket)
            values
                (:id, :kernel, :notebook, :cell, :isFinal, :version, :queuedAt, :info, :ticket)
            on conflict (id) do update set
                is_final = excluded.is_final, version = excluded.version, info = excluded.info,
                ticket = excluded.ticket
            where run.version < excluded.version
            """;

    private final Database database;

    public SqlRunStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(RunInfo run, RunTicket ticket) {
        boolean isFinal = run.state().isFinal();
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(UPSERT)
                                        .bind("id", run.id().value())
                                        .bind("kernel", run.kernelId().value())
                                        .bind("notebook", run.notebook())
                                        .bind("cell", run.cell())
                                        .bind("isFinal", isFinal ? 1 : 0)
                                        .bind("version", run.version())
                                        .bind("queuedAt", Database.micros(run.queuedAt()))
                                        .bind("info", JsonMappers.api().writeValueAsString(run))
                                        .bind("ticket", isFinal ? null : json(ticket))
                                        .execute());
    }

    @Override
    public Optional<RunInfo> find(RunId id) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                runs(
                                                handle.createQuery(
                                                                "select notebook, info from run where id = :id")
                                                        .bind("id", id.value()))
                                        .stream()
                                        .findFirst());
    }

    @Override
    public List<RunInfo> list(@Nullable String notebook, @Nullable KernelId kernel, int limit) {
        String sql =
                "select notebook, info from run where 1 = 1"
                        + (notebook == null ? "" : " and notebook = :notebook")
                        + (kernel == null ? "" : " and kernel_id = :kernel")
                        + " order by queued_at desc, id desc limit :limit";
        return database.jdbi()
                .withHandle(
                        handle -> {
                            Query query = handle.createQuery(sql).bind("limit", limit);
                            if (notebook != null) {
                                query.bind("notebook", notebook);
                            }
                            if (kernel != null) {
                                query.bind("kernel", kernel.value());
                            }
                            return runs(query);
                        });
    }

    @Override
    public List<RunInfo> listByCell(String notebook, int perCell) {
        // The index alone says which they are; their long texts are read afterwards.
        String sql =
                """
                select run.notebook, run.info from run join (
                    select id, row_number() over (
                        partition by cell order by queued_at desc, id desc) as place
                    from run where notebook = :notebook
                ) newest on newest.id = run.id
                where newest.place <= :perCell
                order by run.queued_at desc, run.id desc
                """;
        return database.jdbi()
                .withHandle(
                        handle ->
                                runs(
                                        handle.createQuery(sql)
                                                .bind("notebook", notebook)
                                                .bind("perCell", perCell)));
    }

    @Override
    public void moveNotebook(String from, String to) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "update run set notebook = :to"
                                                        + " where notebook = :from")
                                        .bind("from", from)
                                        .bind("to", to)
                                        .execute());
    }

    @Override
    public List<UnfinishedRun> listUnfinished() {
        String sql =
                "select notebook, info, ticket from run where is_final = 0 order by queued_at, id";
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(sql)
                                        .map(
                                                (row, context) ->
                                                        new UnfinishedRun(run(row), ticket(row)))
                                        .list());
    }

    private static List<RunInfo> runs(Query query) {
        return query.map((row, context) -> run(row)).list();
    }

    private static RunInfo run(ResultSet row) throws SQLException {
        // The column alone follows a notebook that gets another path.
        return JsonMappers.api()
                .readValue(row.getString("info"), RunInfo.class)
                .withNotebook(row.getString("notebook"));
    }

    private static @Nullable RunTicket ticket(ResultSet row) throws SQLException {
        String json = row.getString("ticket");
        return json == null ? null : JsonMappers.api().readValue(json, RunTicket.class);
    }

    private static String json(RunTicket ticket) {
        return JsonMappers.api().writeValueAsString(ticket);
    }
}
