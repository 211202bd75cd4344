package io.drey.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** {@link VariableStore} in a database. Thread-safe. */
public final class SqlVariableStore implements VariableStore {
    private final Database database;

    public SqlVariableStore(Database database) {
        this.database = database;
    }

    @Override
    public List<VariableRecord> list() {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.select("select * from variable order by name")
                                        .map((row, context) -> record(row))
                                        .list());
    }

    @Override
    public Optional<VariableRecord> find(String name) {
        return database.jdbi()
                .withHandle(
                        handle ->
                                handle.select("select * from variable where name = ?", name)
                                        .map((row, context) -> record(row))
                                        .findOne());
    }

    @Override
    public void save(VariableRecord variable) {
        database.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "insert into variable (name, value, is_secret, updated_at)"
                                                + " values (?, ?, ?, ?) on conflict (name)"
                                                + " do update set value = excluded.value,"
                                                + " is_secret = excluded.is_secret,"
                                                + " updated_at = excluded.updated_at",
                                        variable.name(),
                                        variable.value(),
                                        variable.isSecret() ? 1 : 0,
                                        Database.micros(variable.updatedAt())));
    }

    @Override
    public boolean delete(String name) {
        return database.jdbi()
                        .withHandle(
                                handle ->
                                        handle.execute("delete from variable where name = ?", name))
                == 1;
    }

    private static VariableRecord record(ResultSet row) throws SQLException {
        return new VariableRecord(
                row.getString("name"),
                row.getString("value"),
                row.getInt("is_secret") == 1,
                Database.instant(row.getLong("updated_at")));
    }
}
