package io.drey.server.store;

import java.util.List;

/** {@link ClusterStore} in a database. Thread-safe. */
public final class SqlClusterStore implements ClusterStore {
    private final Database database;

    public SqlClusterStore(Database database) {
        this.database = database;
    }

    @Override
    public List<ClusterRecord> list() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.select("select * from cluster order by name")
                                        .map(
                                                (row, context) ->
                                                        new ClusterRecord(
                                                                row.getString("name"),
                                                                row.getString("url"),
                                                                row.getString("state_directory"),
                                                                Database.instant(
                                                                        row.getLong("created_at"))))
                                        .list());
    }

    @Override
    public boolean create(ClusterRecord cluster) {
        return database.jdbi()
                        .withHandle(
                                handle ->
                                        handle.execute(
                                                "insert into cluster values (?, ?, ?, ?)"
                                                        + " on conflict (name) do nothing",
                                                cluster.name(),
                                                cluster.url(),
                                                cluster.stateDirectory(),
                                                Database.micros(cluster.createdAt())))
                == 1;
    }

    @Override
    public boolean delete(String name) {
        return database.jdbi()
                        .withHandle(
                                handle ->
                                        handle.execute(
                                                "delete from cluster where name = ? and not exists"
                                                        + " (select 1 from deployment"
                                                        + " where deployment.cluster = ?)",
                                                name,
                                                name))
                == 1;
    }
}
