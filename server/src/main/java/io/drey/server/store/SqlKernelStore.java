package io.drey.server.store;

import io.drey.model.KernelId;
import io.drey.model.KernelState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** {@link KernelStore} in a database. Thread-safe. */
public final class SqlKernelStore implements KernelStore {
    private static final String UPSERT =
            """
            insert into kernel (id, notebook, name, runtime, cluster, state, started_at, process,
                                token_hash, pid, pid_started_at, why)
            values (:id, :notebook, :name, :runtime, :cluster, :state, :startedAt, :process,
                    :tokenHash, :pid, :pidStartedAt, :why)
            on conflict (id) do update set
                notebook = excluded.notebook, name = excluded.name, state = excluded.state,
                started_at = excluded.started_at, process = excluded.process,
                token_hash = excluded.token_hash, pid = excluded.pid,
                pid_started_at = excluded.pid_started_at, why = excluded.why
            """;

    private final Database database;

    public SqlKernelStore(Database database) {
        this.database = database;
    }

    @Override
    public void save(KernelRecord kernel) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(UPSERT)
                                        .bind("id", kernel.id().value())
                                        .bind("notebook", kernel.notebook())
                                        .bind("name", kernel.name())
                                        .bind("runtime", kernel.runtime())
                                        .bind("cluster", kernel.cluster())
                                        .bind("state", kernel.state().name())
                                        .bind("startedAt", Database.micros(kernel.startedAt()))
                                        .bind("process", kernel.process())
                                        .bind("tokenHash", kernel.tokenHash())
                                        .bind("pid", kernel.pid())
                                        .bind(
                                                "pidStartedAt",
                                                Database.microsOrNull(kernel.pidStartedAt()))
                                        .bind("why", kernel.why())
                                        .execute());
    }

    @Override
    public List<KernelRecord> list() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("select * from kernel order by started_at, id")
                                        .map(SqlKernelStore::read)
                                        .list());
    }

    @Override
    public void delete(KernelId id) {
        database.jdbi()
                .useHandle(handle -> handle.execute("delete from kernel where id = ?", id.value()));
    }

    private static KernelRecord read(ResultSet row, StatementContext context) throws SQLException {
        Long pidStartedAt = longOrNull(row, "pid_started_at");
        return new KernelRecord(
                new KernelId(row.getString("id")),
                row.getString("notebook"),
                row.getString("name"),
                row.getString("runtime"),
                row.getString("cluster"),
                KernelState.valueOf(row.getString("state")),
                Database.instant(row.getLong("started_at")),
                row.getString("process"),
                row.getString("token_hash"),
                longOrNull(row, "pid"),
                pidStartedAt == null ? null : Database.instant(pidStartedAt),
                row.getString("why"));
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
