package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a database for its tables, and for a table's columns and key. */
final class DatabaseProbe {
    private static final int MOST_TABLES = 1000;
    private static final Set<String> SYSTEM =
            Set.of("information_schema", "pg_catalog", "mysql", "performance_schema", "sys");

    private DatabaseProbe() {}

    /**
     * Looks.
     *
     * @param table as the connector names it, with or without its schema; null lists the tables
     */
    static Draft probe(
            String url, @Nullable String user, @Nullable String password, @Nullable String table)
            throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        // Seconds for PostgreSQL, milliseconds for MariaDB and MySQL.
        boolean isPostgres = url.startsWith("jdbc:postgresql:");
        properties.setProperty("connectTimeout", isPostgres ? "5" : "5000");
        // A database may also take the connection and then say nothing, such as behind a lock.
        properties.setProperty("socketTimeout", isPostgres ? "15" : "15000");
        try (Connection connection = driver(url).connect(url, properties)) {
            DatabaseMetaData meta = connection.getMetaData();
            String about = meta.getDatabaseProductName() + " " + meta.getDatabaseProductVersion();
            return table == null || table.isBlank()
                    ? tables(connection, meta, about)
                    : columns(connection, meta, table);
        }
    }

    private static Driver driver(String url) {
        try {
            return DriverManager.getDriver(url);
        } catch (SQLException e) {
            String known =
                    DriverManager.drivers()
                            .map(one -> one.getClass().getName())
                            .collect(Collectors.joining(", "));
            throw new KernelFailure(
                    Failures.of(
                            "CONNECTOR_MISSING",
                            "No driver here takes '"
                                    + url
                                    + "'. "
                                    + (known.isEmpty()
                                            ? "The pack jdbc brings drivers; put it into packs/1.20"
                                                    + " of the distribution."
                                            : "There are: " + known + "."),
                            null));
        }
    }

    private static Draft tables(Connection connection, DatabaseMetaData meta, String about)
            throws SQLException {
        List<String> names = new ArrayList<>();
        boolean isMore = false;
        String own = connection.getSchema();
        String[] kinds = {"TABLE", "VIEW", "PARTITIONED TABLE", "BASE TABLE"};
        try (ResultSet found = meta.getTables(connection.getCatalog(), null, "%", kinds)) {
            while (found.next()) {
                String schema = found.getString("TABLE_SCHEM");
                if (schema != null && SYSTEM.contains(schema)) {
                    continue;
                }
                if (names.size() == MOST_TABLES) {
                    isMore = true;
                    break;
                }
                String name = found.getString("TABLE_NAME");
                names.add(schema == null || schema.equals(own) ? name : schema + "." + name);
            }
        }
        String note =
                "Connected to "
                        + about
                        + "; it has "
                        + (isMore ? "more than " : "")
                        + names.size()
                        + " tables and views.";
        DraftBuilder draft = new DraftBuilder().note(note);
        names.forEach(name -> draft.choice(name, "", false));
        return draft.build();
    }

    private static Draft columns(Connection connection, DatabaseMetaData meta, String table)
            throws SQLException {
        int dot = meta.supportsSchemasInTableDefinitions() ? table.indexOf('.') : -1;
        String schema = dot < 0 ? connection.getSchema() : table.substring(0, dot);
        String name = table.substring(dot + 1);
        List<ProbedColumn> columns = new ArrayList<>();
        DraftBuilder draft = new DraftBuilder();
        try (ResultSet found =
                meta.getColumns(
                        connection.getCatalog(),
                        schema == null ? null : escaped(meta, schema),
                        escaped(meta, name),
                        "%")) {
            while (found.next()) {
                String type = type(found);
                String column = found.getString("COLUMN_NAME");
                if (type == null) {
                    draft.note(
                            "Column "
                                    + column
                                    + " is left out: Flink's connector does not read "
                                    + found.getString("TYPE_NAME")
                                    + ".");
                    continue;
                }
                boolean isNullable = found.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls;
                columns.add(new ProbedColumn(column, type, isNullable));
            }
        }
        if (columns.isEmpty()) {
            throw new KernelFailure(
                    Failures.of(
                            "CONNECTION_FAILED",
                            "The database has no table '" + table + "' that it shows to this user.",
                            null));
        }
        return draft.columns(columns)
                .primaryKey(key(connection, meta, schema, name))
                .note("Columns, types and key are those of the database.")
                .build();
    }

    /** A pattern that nothing but the name matches. */
    private static String escaped(DatabaseMetaData meta, String name) throws SQLException {
        String escape = meta.getSearchStringEscape();
        return name.replace(escape, escape + escape)
                .replace("_", escape + "_")
                .replace("%", escape + "%");
    }

    private static List<String> key(
            Connection connection, DatabaseMetaData meta, @Nullable String schema, String name)
            throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet found = meta.getPrimaryKeys(connection.getCatalog(), schema, name)) {
            while (found.next()) {
                key.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    /** The type that Flink's JDBC connector reads a column as; null where it reads none. */
    private static @Nullable String type(ResultSet column) throws SQLException {
        int size = column.getInt("COLUMN_SIZE");
        int scale = column.getInt("DECIMAL_DIGITS");
        return switch (column.getInt("DATA_TYPE")) {
            case Types.BIT, Types.BOOLEAN -> "BOOLEAN";
            case Types.TINYINT -> "TINYINT";
            case Types.SMALLINT -> "SMALLINT";
            case Types.INTEGER -> "INT";
            case Types.BIGINT -> "BIGINT";
            case Types.REAL -> "FLOAT";
            case Types.FLOAT, Types.DOUBLE -> "DOUBLE";
            case Types.NUMERIC, Types.DECIMAL ->
                    size < 1 || size > 38 || scale > size
                            ? "DECIMAL(38, 18)"
                            : "DECIMAL(" + size + ", " + Math.max(scale, 0) + ")";
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB ->
                    "STRING";
            case Types.DATE -> "DATE";
            case Types.TIME -> "TIME";
            case Types.TIMESTAMP -> "TIMESTAMP(" + (scale >= 0 && scale <= 9 ? scale : 6) + ")";
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> "BYTES";
            default -> null;
        };
    }
}
