package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.drey.kernel.Catalogs;
import io.drey.kernel.KernelFailure;
import io.drey.kernel.flink120.catalog.SessionCatalogs;
import io.drey.kernel.flink120.completion.SqlDescription;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.CatalogMessages.Browse;
import io.drey.protocol.CatalogMessages.CatalogColumn;
import io.drey.protocol.CatalogMessages.CatalogObject;
import io.drey.protocol.CatalogMessages.Connector;
import io.drey.protocol.CatalogMessages.ConnectorOption;
import io.drey.protocol.CatalogMessages.Connectors;
import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Inspect;
import io.drey.protocol.CatalogMessages.ListConnectors;
import io.drey.protocol.CatalogMessages.Match;
import io.drey.protocol.CatalogMessages.TableFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.functions.ScalarFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestSessionCatalogs {
    private static final String HOME = "default_catalog";
    private static final String DATABASE = "default_database";

    private KernelSession session;
    private SessionCatalogs catalogs;

    @BeforeAll
    void open() {
        session =
                new KernelSession(new Configuration(), NotebookSettings.NONE, new Configuration());
        catalogs = session.catalogs(new FailureTranslator(session.names()));
        execute(
                "CREATE TABLE orders (id BIGINT NOT NULL COMMENT 'number', amount DECIMAL(10, 2),"
                        + " ts TIMESTAMP_LTZ(3) METADATA FROM 'timestamp' VIRTUAL,"
                        + " day_of AS CAST(ts AS DATE), p ROW<a INT, b ARRAY<STRING>>,"
                        + " WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,"
                        + " PRIMARY KEY (id) NOT ENFORCED) COMMENT 'what was sold'"
                        + " PARTITIONED BY (amount) WITH ('connector' = 'upsert-kafka',"
                        + " 'properties.sasl.jaas.config' = 'geheim')");
        execute("CREATE TEMPORARY TABLE passing (a INT) WITH ('connector' = 'datagen')");
        execute("CREATE VIEW big AS SELECT a AS id FROM passing WHERE a > 100");
        execute("CREATE TEMPORARY FUNCTION half AS '" + Half.class.getName() + "'");
        execute("CREATE FUNCTION `two halves` AS '" + Half.class.getName() + "'");
        execute("CREATE TEMPORARY SYSTEM FUNCTION everywhere AS '" + Half.class.getName() + "'");
        execute("CREATE CATALOG other WITH ('type' = 'generic_in_memory')");
        execute("CREATE DATABASE other.`my shop` COMMENT 'of mine' WITH ('k' = 'v')");
        execute(
                "CREATE TABLE other.`my shop`.`the orders` (a INT, b AS a * 2) WITH ('connector'"
                        + " = 'datagen')");
    }

    @Test
    void listsLevelByLevel() {
        assertThat(browse("", "").entries())
                .containsExactly(
                        new Entry("catalog", HOME, "", HOME, false, true),
                        new Entry("catalog", "other", "", "other", false, false));
        assertThat(browse("other", "").entries())
                .containsExactly(
                        new Entry("database", "other", "default", "default", false, false),
                        new Entry("database", "other", "my shop", "my shop", false, false));
        assertThat(browse(HOME, DATABASE).entries())
                .containsExactly(
                        entry("view", "big", false),
                        entry("function", "half", true),
                        entry("table", "orders", false),
                        entry("table", "passing", true),
                        entry("function", "two halves", false));
    }

    @Test
    void listsFunctionsOfNoCatalog() {
        List<Entry> functions =
                catalogs.browse(new Browse(1, "function", "", "", "", false, 1000, false))
                        .entries();
        assertThat(functions)
                .contains(
                        new Entry("function", "", "", "everywhere", true, false),
                        new Entry("function", "", "", "UPPER", false, false));
    }

    @Test
    void saysHowManyThereAreWhenCut() {
        Catalogs.Found found =
                catalogs.browse(new Browse(1, "", HOME, DATABASE, "", false, 2, false));
        assertThat(found.entries()).hasSize(2);
        assertThat(found.total()).isEqualTo(5);
    }

    @Test
    void findsOverEverything() {
        assertThat(find("orders"))
                .containsExactly(
                        entry("table", "orders", false),
                        new Entry("table", "other", "my shop", "the orders", false, false));
        assertThat(find("shop.the"))
                .containsExactly(
                        new Entry("table", "other", "my shop", "the orders", false, false));
        assertThat(find("HALF")).contains(entry("function", "half", true));
        assertThat(find("no such thing")).isEmpty();
    }

    @Test
    void findsColumnsAndComments() {
        assertThat(findDeep("amount"))
                .containsExactly(
                        new Entry(
                                "table",
                                HOME,
                                DATABASE,
                                "orders",
                                false,
                                false,
                                new Match("amount", null)));
        assertThat(findDeep("NUMBER"))
                .extracting(Entry::name, Entry::match)
                .contains(tuple("orders", new Match("id", "number")));
        assertThat(findDeep("was sold"))
                .extracting(Entry::name, Entry::match)
                .containsExactly(tuple("orders", new Match(null, "what was sold")));
        assertThat(findDeep("orders")).first().extracting(Entry::match).isNull();
        assertThat(find("amount")).isEmpty();

        execute("ALTER TABLE other.`my shop`.`the orders` ADD (amounts INT)");
        assertThat(findDeep("amount")).extracting(Entry::name).contains("the orders");
        execute("ALTER TABLE other.`my shop`.`the orders` DROP amounts");
        assertThat(findDeep("amounts")).isEmpty();
    }

    @Test
    void saysHowManyTablesItCouldNotSearch() {
        try (StatementEnvironment environment = session.environment()) {
            environment.tables().registerCatalog("slow", new SlowCatalog());
            for (int i = 0; i < 40; i++) {
                execute(
                        "CREATE TABLE slow.`default`.t"
                                + i
                                + " (amount INT) WITH ('connector' = 'datagen')");
            }
            Catalogs.Found found =
                    catalogs.browse(new Browse(1, "", "slow", "", "amount", true, 100, false));
            assertThat(found.unreadTables()).isPositive();
            assertThat(found.entries()).isNotEmpty();
            int before = found.unreadTables();

            // What was read is remembered, so the next search gets farther.
            found = catalogs.browse(new Browse(1, "", "slow", "", "amount", true, 100, false));
            assertThat(found.unreadTables()).isLessThan(before);
        } finally {
            execute("DROP CATALOG slow");
        }
    }

    @Test
    void listsConnectorsAndTheirOptions() {
        Connectors found =
                catalogs.connectors(
                        new ListConnectors(1, Map.of("connector", "filesystem", "format", "csv")));
        assertThat(found.connectors())
                .contains(
                        new Connector("datagen", true, false),
                        new Connector("filesystem", true, true),
                        new Connector("print", false, true));
        assertThat(found.formats())
                .contains(new Connector("json", true, true), new Connector("raw", true, true));
        assertThat(found.options())
                .extracting(
                        ConnectorOption::key,
                        ConnectorOption::type,
                        ConnectorOption::isRequired,
                        ConnectorOption::defaultValue)
                .contains(
                        tuple("path", "string", true, null),
                        tuple("sink.rolling-policy.file-size", "size", false, "128 mb"),
                        tuple("csv.ignore-parse-errors", "boolean", false, "false"));
        assertThat(
                        catalogs.connectors(new ListConnectors(1, Map.of("connector", "nothing")))
                                .options())
                .isEmpty();
    }

    @Test
    void seesWhatChangedAtOnce() {
        assertThat(find("fleeting")).isEmpty();
        execute("CREATE TABLE fleeting (a INT) WITH ('connector' = 'datagen')");
        assertThat(find("fleeting")).hasSize(1);
        execute("DROP TABLE fleeting");
        assertThat(find("fleeting")).isEmpty();
    }

    @Test
    void tellsAllOfATable() {
        CatalogObject found = inspect("table", HOME, DATABASE, "orders");

        assertThat(found.table())
                .isEqualTo(
                        new TableFacts(
                                List.of(
                                        column("id", "BIGINT", false, "physical", null, "number"),
                                        column(
                                                "amount",
                                                "DECIMAL(10, 2)",
                                                true,
                                                "physical",
                                                null,
                                                null),
                                        column(
                                                "ts",
                                                "TIMESTAMP_LTZ(3) *ROWTIME*",
                                                true,
                                                "metadata",
                                                "timestamp",
                                                null),
                                        column(
                                                "day_of",
                                                "DATE",
                                                true,
                                                "computed",
                                                "CAST(`ts` AS DATE)",
                                                null),
                                        column(
                                                "p",
                                                "ROW<`a` INT, `b` ARRAY<STRING>>",
                                                true,
                                                "physical",
                                                null,
                                                null)),
                                List.of("id"),
                                List.of("ts AS `ts` - INTERVAL '5' SECOND"),
                                List.of("amount"),
                                null,
                                null,
                                null));
        assertThat(found.comment()).isEqualTo("what was sold");
        assertThat(found.options())
                .isEqualTo(
                        Map.of(
                                "connector",
                                "upsert-kafka",
                                "properties.sasl.jaas.config",
                                "******"));
        assertThat(found.statement())
                .startsWith("CREATE TABLE `default_catalog`.`default_database`.`orders` (")
                .contains("PRIMARY KEY", "PARTITIONED BY (`amount`)")
                .contains("'properties.sasl.jaas.config' = '******'")
                .doesNotContain("geheim");
    }

    @Test
    void tellsOfViewsAndTemporaryTables() {
        CatalogObject view = inspect("view", HOME, DATABASE, "big");
        assertThat(view.what()).isEqualTo("view");
        assertThat(view.statement()).contains("SELECT", "100");
        assertThat(view.table().columns())
                .containsExactly(column("id", "INT", true, "physical", null, null));

        CatalogObject passing = inspect("table", HOME, DATABASE, "passing");
        assertThat(passing.isTemporary()).isTrue();
        assertThat(passing.statement()).startsWith("CREATE TEMPORARY TABLE");
    }

    @Test
    void tellsOfOtherCatalogs() {
        CatalogObject found = inspect("table", "other", "my shop", "the orders");
        assertThat(found.table().columns())
                .extracting(CatalogColumn::name, CatalogColumn::expression)
                .containsExactly(tuple("a", null), tuple("b", "`a` * 2"));
        assertThat(inspect("database", "other", "my shop", "my shop").comment())
                .isEqualTo("of mine");
        assertThat(inspect("catalog", "other", "", "other").statement())
                .contains("'type' = 'generic_in_memory'");
        assertThat(inspect("catalog", HOME, "", HOME).what()).isEqualTo("catalog");
    }

    @Test
    void tellsOfOtherCatalogsUnderTheMouse() {
        SqlDescription description = new SqlDescription(session.names());
        session.forgetNames();
        String source = "SELECT a, t.b FROM other.`my shop`.`the orders` AS t";
        assertThat(
                        description
                                .describe(source, source.indexOf("the orders"))
                                .orElseThrow()
                                .columns())
                .hasSize(2);
        assertThat(description.describe(source, 7).orElseThrow().lines())
                .containsExactly("INT · t");
        String describe = "DESCRIBE other.`my shop`.`the orders`";
        assertThat(
                        description
                                .describe(describe, describe.indexOf("the orders"))
                                .orElseThrow()
                                .columns())
                .hasSize(2);
    }

    @Test
    void tellsOfFunctions() {
        CatalogObject half = inspect("function", HOME, DATABASE, "half");
        assertThat(half.function().signatures()).containsExactly("half(number => INT)");
        assertThat(half.isTemporary()).isTrue();
        CatalogObject lasting = inspect("function", HOME, DATABASE, "two halves");
        assertThat(lasting.function().className()).isEqualTo(Half.class.getName());
        CatalogObject upper = inspect("function", "", "", "UPPER");
        assertThat(upper.function().signatures()).containsExactly("UPPER(text)");
        assertThat(upper.comment()).isEqualTo("The text in capitals.");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThatThrownBy(() -> browse("othr", ""))
                .isInstanceOf(KernelFailure.class)
                .hasMessage("There is no catalog 'othr' in this session. Did you mean 'other'?");
        assertThatThrownBy(() -> browse("other", "nowhere"))
                .hasMessage("There is no database 'nowhere' in this session.");
        assertThatThrownBy(() -> inspect("table", HOME, DATABASE, "gone"))
                .isInstanceOfSatisfying(
                        KernelFailure.class,
                        e -> assertThat(e.failure().code()).isEqualTo("TABLE_NOT_FOUND"));
    }

    private CatalogObject inspect(String what, String catalog, String database, String name) {
        return onOtherThread(() -> catalogs.inspect(new Inspect(1, what, catalog, database, name)));
    }

    private Catalogs.Found browse(String catalog, String database) {
        return catalogs.browse(new Browse(1, "", catalog, database, "", false, 100, false));
    }

    private List<Entry> find(String text) {
        return catalogs.browse(new Browse(1, "", "", "", text, false, 100, false)).entries();
    }

    private List<Entry> findDeep(String text) {
        return catalogs.browse(new Browse(1, "", "", "", text, true, 100, false)).entries();
    }

    private static <T> T onOtherThread(Callable<T> work) {
        var thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.shutdown();
        }
    }

    private static Entry entry(String what, String name, boolean isTemporary) {
        return new Entry(what, HOME, DATABASE, name, isTemporary, false);
    }

    private static CatalogColumn column(
            String name,
            String type,
            boolean isNullable,
            String origin,
            String expression,
            String comment) {
        return new CatalogColumn(name, type, isNullable, origin, expression, comment);
    }

    private void execute(String statement) {
        session.execute(statement).close();
    }

    @AfterAll
    void close() {
        session.close();
    }

    /** Takes its time for each table, as a database over a network does. */
    private static final class SlowCatalog extends GenericInMemoryCatalog {
        SlowCatalog() {
            super("slow");
        }

        @Override
        public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
            LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
            return super.getTable(path);
        }
    }

    /** A function of users. */
    public static final class Half extends ScalarFunction {
        public Integer eval(Integer number) {
            return number / 2;
        }
    }
}
