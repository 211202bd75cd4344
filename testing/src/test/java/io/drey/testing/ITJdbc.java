package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.drey.model.CatalogEntry;
import io.drey.model.CatalogList;
import io.drey.model.CatalogObject;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.RunError;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.model.TableProbe;
import io.drey.model.TableProbeRequest;
import io.drey.server.store.TestingPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JDBC pack against real databases. */
class ITJdbc {
    private static final String SCHEMA =
            "(id INT PRIMARY KEY, name VARCHAR(20), price DECIMAL(10, 2), sold_at TIMESTAMP NULL)";

    @TempDir static Path data;
    @TempDir static Path mariaDbData;

    private static TestingPostgres postgres;
    private static TestingMariaDb mariaDb;
    private static TestingDrey drey;
    private static KernelId kernel;

    private enum Kind {
        POSTGRESQL,
        MARIADB
    }

    @BeforeAll
    static void start() throws Exception {
        if (TestingPostgres.isInstalled()) {
            postgres = TestingPostgres.start();
            postgres.createDatabase("shop");
            for (String table : List.of("written", "looked_up", "listed")) {
                postgres.execute("shop", "CREATE TABLE " + table + SCHEMA);
            }
        }
        if (TestingMariaDb.isInstalled()) {
            mariaDb = TestingMariaDb.start(mariaDbData);
            mariaDb.execute("CREATE DATABASE shop");
            for (String table : List.of("written", "looked_up", "listed")) {
                mariaDb.execute("CREATE TABLE shop." + table + SCHEMA);
            }
        }
        drey = TestingDrey.start(data);
        kernel = drey.newKernel();
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
        if (postgres != null) {
            postgres.close();
        }
        if (mariaDb != null) {
            mariaDb.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsTablesAndColumnsOfANewTable(Kind kind) {
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "connector",
                                "jdbc",
                                "url",
                                address(kind) + "shop",
                                "username",
                                user(kind),
                                "password",
                                password(kind)));
        TableProbe tables = drey.client().probeTable(kernel, TableProbeRequest.of(options));
        assertThat(tables.choices())
                .extracting(TableProbe.Choice::name)
                .contains("written", "looked_up", "listed");
        assertThat(tables.notes().get(0)).startsWith("Connected to ");

        options.put("table-name", "looked_up");
        TableProbe columns = drey.client().probeTable(kernel, TableProbeRequest.of(options));
        assertThat(columns.primaryKey()).containsExactly("id");
        assertThat(columns.columns())
                .extracting(TableProbe.Column::name)
                .containsExactly("id", "name", "price", "sold_at");
        assertThat(columns.columns())
                .extracting(TableProbe.Column::type)
                .startsWith("INT", "STRING", "DECIMAL(10, 2)");

        options.put("table-name", "lookedup");
        assertThatThrownBy(() -> drey.client().probeTable(kernel, TableProbeRequest.of(options)))
                .hasMessageContaining("no table 'lookedup'");
        options.put("username", "nobody_here");
        assertThatThrownBy(() -> drey.client().probeTable(kernel, TableProbeRequest.of(options)))
                .isInstanceOf(DreyException.class);
    }

    @Test
    void looksAtOneTableOfSeveralOfItsName() throws Exception {
        String address = address(Kind.POSTGRESQL);
        postgres.createDatabase("firm");
        for (String statement :
                List.of(
                        "CREATE TABLE users (id INT PRIMARY KEY, name TEXT)",
                        "CREATE SCHEMA my_app",
                        "CREATE TABLE my_app.users (changed_at DATE PRIMARY KEY, who INT)",
                        "CREATE SCHEMA myxapp",
                        "CREATE TABLE myxapp.users (other INT PRIMARY KEY)")) {
            postgres.execute("firm", statement);
        }
        Map<String, String> options =
                new HashMap<>(
                        Map.of(
                                "connector",
                                "jdbc",
                                "url",
                                address + "firm",
                                "username",
                                TestingPostgres.USER,
                                "password",
                                TestingPostgres.PASSWORD));
        assertThat(drey.client().probeTable(kernel, TableProbeRequest.of(options)).choices())
                .extracting(TableProbe.Choice::name)
                .containsExactlyInAnyOrder("users", "my_app.users", "myxapp.users");

        options.put("table-name", "users");
        TableProbe own = drey.client().probeTable(kernel, TableProbeRequest.of(options));
        assertThat(own.columns()).extracting(TableProbe.Column::name).containsExactly("id", "name");
        assertThat(own.primaryKey()).containsExactly("id");

        options.put("table-name", "my_app.users");
        TableProbe other = drey.client().probeTable(kernel, TableProbeRequest.of(options));
        assertThat(other.columns())
                .extracting(TableProbe.Column::name)
                .containsExactly("changed_at", "who");
        assertThat(other.primaryKey()).containsExactly("changed_at");
    }

    @ParameterizedTest
    @EnumSource
    void writesRowsByKeyAndReadsThem(Kind kind) {
        String table = createTable(kind, "written");
        succeed(
                """
                INSERT INTO %1$s VALUES
                    (1, 'tea', 2.50, TIMESTAMP '2026-11-23 10:00:00'),
                    (2, 'ä', 3.00, CAST(NULL AS TIMESTAMP(3)));
                INSERT INTO %1$s VALUES (1, 'tea', 2.75, TIMESTAMP '2026-11-23 11:00:00');
                """
                        .formatted(table));
        assertThat(drey.rows(kernel, "SELECT * FROM " + table))
                .containsExactlyInAnyOrder(
                        "[1, tea, 2.75, 2026-11-23T11:00:00]", "[2, ä, 3.00, null]");
        assertThat(drey.rows(kernel, "SELECT name FROM " + table + " WHERE id = 2"))
                .containsExactly("[ä]");
    }

    @ParameterizedTest
    @EnumSource
    void looksUpRowsForAStream(Kind kind) {
        String table = createTable(kind, "looked_up");
        succeed(
                """
                INSERT INTO %s VALUES (1, 'tea', 2.50, NOW()), (2, 'milk', 1.00, NOW());
                CREATE TEMPORARY TABLE IF NOT EXISTS orders (id INT, seen AS PROCTIME()) WITH (
                    'connector' = 'datagen', 'number-of-rows' = '3', 'fields.id.kind' = 'sequence',
                    'fields.id.start' = '1', 'fields.id.end' = '3');
                """
                        .formatted(table));
        assertThat(
                        drey.rows(
                                kernel,
                                """
                                SELECT o.id, p.name FROM orders AS o
                                LEFT JOIN %s FOR SYSTEM_TIME AS OF o.seen AS p ON o.id = p.id
                                """
                                        .formatted(table)))
                .containsExactlyInAnyOrder("[1, tea]", "[2, milk]", "[3, null]");
    }

    @ParameterizedTest
    @EnumSource
    void aCatalogListsAndReadsTables(Kind kind) {
        String catalog = "shop_" + kind.name();
        succeed(createCatalog(catalog, kind, address(kind), password(kind)));
        assertThat(drey.rows(kernel, "SHOW DATABASES IN " + catalog)).contains("[shop]");
        String schema = kind == Kind.POSTGRESQL ? "public." : "";
        assertThat(drey.rows(kernel, "SHOW TABLES FROM " + catalog + ".shop"))
                .contains("[" + schema + "listed]", "[" + schema + "written]");
        String table = catalog + ".shop.listed";
        assertThat(drey.rows(kernel, "DESCRIBE " + table))
                .contains(
                        "[id, INT, false, PRI(id), null, null]",
                        "[name, VARCHAR(20), true, null, null, null]",
                        "[price, DECIMAL(10, 2), true, null, null, null]");
        succeed(
                "INSERT INTO "
                        + table
                        + " VALUES (7, 'cup', 9.99, TIMESTAMP '2026-01-02 03:04:05')");
        assertThat(drey.rows(kernel, "SELECT * FROM " + table))
                .containsExactly("[7, cup, 9.99, 2026-01-02T03:04:05]");
        assertThat(
                        drey.rows(
                                kernel,
                                "SELECT id FROM %s.shop.`%slisted`".formatted(catalog, schema)))
                .containsExactly("[7]");
        succeed("DROP CATALOG " + catalog);
    }

    @ParameterizedTest
    @EnumSource
    void aCatalogIsBrowsedAndSearched(Kind kind) {
        String catalog = "tree_" + kind.name();
        succeed(createCatalog(catalog, kind, address(kind), password(kind)));
        String schema = kind == Kind.POSTGRESQL ? "public." : "";

        CatalogList databases = drey.client().listCatalog(kernel, catalog, null, 100);
        assertThat(databases.entries()).extracting(CatalogEntry::name).contains("shop");
        CatalogList tables = drey.client().listCatalog(kernel, catalog, "shop", 100);
        assertThat(tables.entries())
                .extracting(CatalogEntry::kind, CatalogEntry::name)
                .contains(tuple("table", schema + "listed"), tuple("table", schema + "written"));

        CatalogEntry listed = entry(tables, schema + "listed");
        CatalogObject object = drey.client().getCatalogObject(kernel, listed);
        assertThat(object.table().primaryKey()).containsExactly("id");
        assertThat(object.table().columns())
                .extracting(CatalogObject.Column::name)
                .containsExactly("id", "name", "price", "sold_at");
        assertThat(object.options()).containsEntry("password", "******");
        assertThat(object.statement()).contains("'connector' = 'jdbc'").doesNotContain("geheim");

        CatalogList byName = drey.client().findInCatalogs(kernel, "looked_u", 10);
        assertThat(byName.entries())
                .extracting(CatalogEntry::catalog, CatalogEntry::name)
                .contains(tuple(catalog, schema + "looked_up"));
        CatalogList byColumn = drey.client().findInColumns(kernel, "sold_at", 1000);
        assertThat(byColumn.entries())
                .extracting(CatalogEntry::catalog, CatalogEntry::name, CatalogEntry::match)
                .contains(
                        tuple(catalog, schema + "listed", new CatalogEntry.Match("sold_at", null)));
        succeed("DROP CATALOG " + catalog);
    }

    @Test
    void saysWhichColumnACatalogCannotShow() throws Exception {
        String address = address(Kind.POSTGRESQL);
        postgres.execute("shop", "CREATE TABLE odd (id INT PRIMARY KEY, more JSONB)");
        String catalog = "odd_one";
        succeed(createCatalog(catalog, Kind.POSTGRESQL, address, password(Kind.POSTGRESQL)));
        CatalogList tables = drey.client().listCatalog(kernel, catalog, "shop", 100);
        DreyException failure =
                catchThrowableOfType(
                        DreyException.class,
                        () -> drey.client().getCatalogObject(kernel, entry(tables, "public.odd")));
        assertThat(failure).hasMessageContaining("jsonb");
        CatalogList found = drey.client().findInColumns(kernel, "sold_at", 1000);
        assertThat(found.unreadTables()).isPositive();
        succeed("DROP CATALOG " + catalog);
        postgres.execute("shop", "DROP TABLE odd");
    }

    private static CatalogEntry entry(CatalogList list, String name) {
        return list.entries().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + list));
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfAWrongPassword(Kind kind) {
        String table = createTable(kind, "written", address(kind), "wrong");
        for (String source :
                List.of(
                        "SELECT * FROM " + table,
                        "INSERT INTO " + table + "(id) VALUES (1)",
                        createCatalog("locked", kind, address(kind), "wrong"))) {
            RunError error = failure(source);
            assertThat(error.code())
                    .as("%s: %s", source, error)
                    .isEqualTo(DreyErrorCode.CONNECTION_DENIED);
            assertThat(error.message())
                    .isEqualTo(
                            "The database does not let `drey` in: the password is wrong, or there"
                                    + " is no such user.");
            assertThat(error.suggestion()).contains("'password'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsThatNoDatabaseAnswers(Kind kind) {
        String address = address(kind).replaceFirst(":\\d+/", ":1/");
        String table = createTable(kind, "written", address, password(kind));
        for (String source :
                List.of(
                        "SELECT * FROM " + table,
                        "INSERT INTO " + table + "(id) VALUES (1)",
                        createCatalog("nowhere", kind, address, password(kind)))) {
            RunError error = failure(source);
            assertThat(error.code())
                    .as("%s: %s", source, error)
                    .isEqualTo(DreyErrorCode.CONNECTION_FAILED);
            assertThat(error.message()).startsWith("No database answers").contains("refused");
            assertThat(error.suggestion()).contains("can be reached");
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsOfWhatTheDatabaseDoesNotHave(Kind kind) {
        RunError noTable = failure("SELECT * FROM " + createTable(kind, "no_such_table"));
        assertThat(noTable.code()).as("%s", noTable).isEqualTo(DreyErrorCode.TABLE_NOT_FOUND);
        assertThat(noTable.message()).isEqualTo("The database has no table `no_such_table`.");
        String elsewhere = createTable(kind, "written", address(kind) + "no_", password(kind));
        assertThat(failure("SELECT * FROM " + elsewhere).message())
                .isEqualTo("The database server has no database `no_shop`.");
    }

    @Test
    void namesWhatTheConnectorLacks() {
        succeed(
                """
                CREATE TEMPORARY TABLE oracle (id INT) WITH (
                    'connector' = 'jdbc', 'url' = 'jdbc:oracle:thin:@127.0.0.1:1/x',
                    'table-name' = 't');
                CREATE TEMPORARY TABLE undriven (id INT) WITH (
                    'connector' = 'jdbc', 'url' = 'jdbc:mysql://127.0.0.1:1/x',
                    'driver' = 'org.mariadb.jdbc.Driver', 'table-name' = 't')
                """);
        RunError noDialect = failure("SELECT * FROM oracle");
        assertThat(noDialect.code()).isEqualTo(DreyErrorCode.CONNECTOR_MISSING);
        assertThat(noDialect.message()).contains("jdbc:oracle:");
        RunError noDriver = failure("SELECT * FROM undriven");
        assertThat(noDriver.code()).isEqualTo(DreyErrorCode.CONNECTOR_MISSING);
        assertThat(noDriver.message())
                .isEqualTo("The driver org.mariadb.jdbc.Driver is in none of the jars.");
        assertThat(noDriver.suggestion()).startsWith("ADD JAR");
    }

    private static String createCatalog(String name, Kind kind, String address, String password) {
        return """
               CREATE CATALOG %s WITH (
                   'type' = 'jdbc', 'base-url' = '%s', 'default-database' = 'shop',
                   'username' = '%s', 'password' = '%s')
               """
                .formatted(name, address, user(kind), password);
    }

    private static String createTable(Kind kind, String name) {
        return createTable(kind, name, address(kind), password(kind));
    }

    private static String createTable(Kind kind, String name, String address, String password) {
        String table = name + "_" + kind.name() + Math.abs((address + password).hashCode());
        succeed(
                """
                CREATE TEMPORARY TABLE %s (
                    id INT, name STRING, price DECIMAL(10, 2), sold_at TIMESTAMP(3),
                    PRIMARY KEY (id) NOT ENFORCED
                ) WITH (
                    'connector' = 'jdbc', 'url' = '%sshop', 'table-name' = '%s',
                    'username' = '%s', 'password' = '%s')
                """
                        .formatted(table, address, name, user(kind), password));
        return table;
    }

    private static String address(Kind kind) {
        if (kind == Kind.POSTGRESQL) {
            Assumptions.assumeTrue(postgres != null, TestingPostgres.MISSING);
            return postgres.address();
        }
        Assumptions.assumeTrue(mariaDb != null, TestingMariaDb.MISSING);
        return mariaDb.address();
    }

    private static String user(Kind kind) {
        return kind == Kind.POSTGRESQL ? TestingPostgres.USER : TestingMariaDb.USER;
    }

    private static String password(Kind kind) {
        return kind == Kind.POSTGRESQL ? TestingPostgres.PASSWORD : TestingMariaDb.PASSWORD;
    }

    private static void succeed(String source) {
        RunInfo run = drey.run(kernel, ExecutionMode.BATCH, source);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.SUCCEEDED);
    }

    private static RunError failure(String source) {
        RunInfo run = drey.run(kernel, ExecutionMode.BATCH, source);
        assertThat(run.state()).as(source).isEqualTo(RunState.FAILED);
        return run.error();
    }
}
