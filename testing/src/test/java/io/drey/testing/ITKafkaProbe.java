package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.model.TableProbe;
import io.drey.model.TableProbeRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table over a topic would be, asked of a real broker; the tables are then read. */
class ITKafkaProbe {
    private static final String SERVERS = "properties.bootstrap.servers";

    @TempDir static Path data;
    @TempDir static Path broker;

    private static TestingKafka kafka;
    private static TestingDrey drey;
    private static KernelId kernel;

    @BeforeAll
    static void start() throws Exception {
        kafka = TestingKafka.start(broker);
        drey = TestingDrey.start(data);
        kernel = drey.newKernel();
        write(
                "orders",
                "('a', '{\"id\":1,\"name\":\"tea\",\"at\":\"2026-11-23 10:00:00\"}')",
                "('b', '{\"id\":2,\"price\":2.5}')");
        write(
                "changes",
                "('{\"id\":7}', '%s')".formatted(change("null", "{\"id\":7,\"n\":1}", "c")));
        write(
                "changes",
                "('{\"id\":7}', '%s')"
                        .formatted(change("{\"id\":7,\"n\":1}", "{\"id\":7,\"n\":2}", "u")));
        write("totals", "('{\"shop\":\"x\"}', '{\"n\":1}')");
        write("totals", "('{\"shop\":\"x\"}', '{\"n\":2}')");
        write("prices", "('k', 'tea;2.5')", "('k', 'milk;1')");
        write("lines", "('k', 'something happened')", "('k', '[1, 2]')");
        kafka.createTopic("empty", 3);
    }

    private static String change(String before, String after, String op) {
        return "{\"before\":%s,\"after\":%s,\"op\":\"%s\"}".formatted(before, after, op);
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
        kafka.close();
    }

    @Test
    void listsTopicsWithTheirPartitions() {
        TableProbe topics = probe(Map.of());

        assertThat(topics.choices())
                .extracting(TableProbe.Choice::name, TableProbe.Choice::detail)
                .contains(tuple("orders", "2 partitions"), tuple("empty", "3 partitions"));
        assertThat(topics.notes().get(0)).startsWith("Connected. Kafka shows ");
    }

    @Test
    void readsJsonAndItsMetadata() {
        Map<String, String> options = Map.of("topic", "orders");
        TableProbe probe = probe(options);

        assertThat(columns(probe))
                .containsExactlyInAnyOrder(
                        "id BIGINT", "name STRING", "at TIMESTAMP(3)", "price DOUBLE");
        assertThat(probe.options()).isEqualTo(Map.of("format", "json"));
        assertThat(probe.samples())
                .extracting(TableProbe.Sample::key)
                .containsExactlyInAnyOrder("a", "b");
        String table = create("orders", options, probe, probe.offers());
        assertThat(
                        rows(
                                table,
                                "id, name, price, kafka_time > TIMESTAMP '2020-01-01 00:00:00',"
                                        + " kafka_topic, kafka_offset >= 0"))
                .containsExactlyInAnyOrder(
                        "[1, tea, null, true, orders, true]", "[2, null, 2.5, true, orders, true]");
    }

    @Test
    void readsColumnsOfTheKey() {
        Map<String, String> options = Map.of("topic", "orders", "key.format", "");
        TableProbe probe = probe(options);

        String table = create("keyed", options, probe, List.of());
        assertThat(rows(table, "message_key, id")).containsExactlyInAnyOrder("[a, 1]", "[b, 2]");
    }

    @Test
    void readsRowsByTheirKeys() {
        Map<String, String> options = Map.of("connector", "upsert-kafka", "topic", "totals");
        TableProbe probe = probe(options);

        assertThat(probe.primaryKey()).containsExactly("shop");
        assertThat(columns(probe)).containsExactly("shop STRING", "n BIGINT");
        awaitRow(create("totals", options, probe, List.of()), "[x, 2]");
    }

    @Test
    void readsChangesOfADatabase() {
        Map<String, String> options = Map.of("topic", "changes");
        TableProbe probe = probe(options);

        assertThat(probe.options()).isEqualTo(Map.of("format", "debezium-json"));
        assertThat(probe.primaryKey()).containsExactly("id");
        awaitRow(create("changes", options, probe, List.of()), "[7, 2]");
    }

    @Test
    void readsCsvAndText() {
        Map<String, String> prices = Map.of("topic", "prices");
        TableProbe csv = probe(prices);
        assertThat(rows(create("prices", prices, csv, List.of()), "*"))
                .containsExactlyInAnyOrder("[tea, 2.5]", "[milk, 1.0]");

        Map<String, String> lines = Map.of("topic", "lines");
        TableProbe raw = probe(lines);
        assertThat(rows(create("lines", lines, raw, List.of()), "*"))
                .containsExactlyInAnyOrder("[something happened]", "[[1, 2]]");

        assertThat(failure(Map.of("topic", "lines", "format", "json")).getMessage())
                .contains("None of the 2 messages is a JSON object. The first is: ");
    }

    @Test
    void looksAtTheNewestOrTheOldest() {
        String many =
                Stream.iterate(0, i -> i + 1)
                        .limit(500)
                        .map(i -> "('k', '{\"n\":" + i + "}')")
                        .collect(Collectors.joining(", "));
        write("numbers", many);

        TableProbe newest = probe(Map.of("topic", "numbers"));
        assertThat(newest.notes().get(0))
                .isEqualTo("The columns are guessed from 100 messages of about 500.");
        assertThat(newest.samples()).hasSize(20);
        assertThat(newest.samples().get(0).value()).isEqualTo("{\"n\":499}");
        TableProbe oldest =
                drey.client()
                        .probeTable(
                                kernel,
                                new TableProbeRequest(options(Map.of("topic", "numbers")), true));
        assertThat(oldest.samples().get(0).value()).isEqualTo("{\"n\":0}");
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(probe(Map.of("topic", "empty")).notes().get(0))
                .startsWith("3 partitions without a message: the topic is empty");
        DreyException missing = failure(Map.of("topic", "order"));
        assertThat(missing.code()).isEqualTo(DreyErrorCode.NOT_FOUND);
        assertThat(missing).hasMessageContaining("Did you mean 'orders'?");
        // To look must not create it.
        assertThat(probe(Map.of()).choices())
                .extracting(TableProbe.Choice::name)
                .doesNotContain("order");
        assertThat(failure(Map.of("topic", "or ders")).code())
                .isIn(DreyErrorCode.BAD_REQUEST, DreyErrorCode.NOT_FOUND);
    }

    @Test
    void saysWhyItCannotConnect() {
        expectFailure(
                Map.of(SERVERS, "127.0.0.1:1"),
                DreyErrorCode.CONNECTION_FAILED,
                "No Kafka broker answers the kernel at 127.0.0.1:1: Connection refused.");
        expectFailure(
                Map.of(SERVERS, kafka.signedAddress()),
                DreyErrorCode.CONNECTION_FAILED,
                "A Kafka broker answers, but did not tell in time");
        expectFailure(
                Map.of("properties.security.protocol", "SSL"),
                DreyErrorCode.CONNECTION_FAILED,
                "it speaks no TLS");
        expectFailure(
                Map.of(SERVERS, kafka.lostAddress(), "topic", "orders"),
                DreyErrorCode.CONNECTION_FAILED,
                "calls itself broker.invalid");
    }

    @Test
    void signsInAndSaysWhoMayNot() {
        assertThat(probe(signIn("drey", TestingKafka.PASSWORD, "orders")).columns()).isNotEmpty();
        expectFailure(
                signIn("drey", "wrong", "orders"),
                DreyErrorCode.CONNECTION_DENIED,
                "Kafka refuses the sign-in: ");
        expectFailure(
                signIn("guest", TestingKafka.PASSWORD, "orders"),
                DreyErrorCode.CONNECTION_DENIED,
                "This user may not read the topic 'orders'");
        assertThat(probe(signIn("guest", TestingKafka.PASSWORD, "")).notes().get(0))
                .contains("Kafka shows no topic");
    }

    private static Map<String, String> signIn(String user, String password, String topic) {
        return Map.of(
                SERVERS,
                kafka.signedAddress(),
                "topic",
                topic,
                "properties.security.protocol",
                "SASL_PLAINTEXT",
                "properties.sasl.mechanism",
                "PLAIN",
                "properties.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
                                .formatted(user)
                        + " password=\"%s\";".formatted(password));
    }

    private static void expectFailure(
            Map<String, String> options, DreyErrorCode code, String message) {
        DreyException failure = failure(options);
        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.details()).containsKey("suggestion");
    }

    private static DreyException failure(Map<String, String> options) {
        DreyException failure = catchThrowableOfType(DreyException.class, () -> probe(options));
        assertThat(failure).as("failure with %s", options).isNotNull();
        return failure;
    }

    private static TableProbe probe(Map<String, String> options) {
        return drey.client().probeTable(kernel, TableProbeRequest.of(options(options)));
    }

    private static Map<String, String> options(Map<String, String> own) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", "kafka");
        options.put(SERVERS, kafka.address());
        options.putAll(own);
        return options;
    }

    /** Makes the table that was drafted. */
    private static String create(
            String name,
            Map<String, String> asked,
            TableProbe probe,
            List<TableProbe.Column> more) {
        List<String> lines = new ArrayList<>();
        Stream.concat(probe.columns().stream(), more.stream())
                .forEach(
                        one ->
                                lines.add(
                                        "`%s` %s%s"
                                                .formatted(
                                                        one.name(),
                                                        one.type(),
                                                        one.metadata() == null
                                                                ? ""
                                                                : " METADATA FROM '"
                                                                        + one.metadata()
                                                                        + "' VIRTUAL")));
        if (!probe.primaryKey().isEmpty()) {
            lines.add("PRIMARY KEY (" + String.join(", ", probe.primaryKey()) + ") NOT ENFORCED");
        }
        Map<String, String> options = options(asked);
        options.putAll(probe.options());
        if (options.get("connector").equals("kafka")) {
            options.put("scan.startup.mode", "earliest-offset");
        }
        String table = "table_" + name;
        succeed(
                "CREATE TEMPORARY TABLE %s (%s) WITH (%s)"
                        .formatted(
                                table,
                                String.join(", ", lines),
                                options.entrySet().stream()
                                        .map(e -> "'%s' = '%s'".formatted(e.getKey(), e.getValue()))
                                        .collect(Collectors.joining(", "))));
        return table;
    }

    private static List<String> rows(String table, String columns) {
        return drey.rows(
                kernel,
                "SELECT %s FROM %s /*+ OPTIONS('scan.bounded.mode' = 'latest-offset') */"
                        .formatted(columns, table));
    }

    /** Only a stream can follow what replaces its own rows. */
    private static void awaitRow(String table, String row) {
        RunInfo run = drey.run(kernel, ExecutionMode.STREAMING, "SELECT * FROM " + table);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.STREAMING);
        Awaitility.await()
                .untilAsserted(
                        () ->
                                assertThat(drey.client().getRows(drey.resultOf(run), 0, 10).rows())
                                        .extracting(String::valueOf)
                                        .containsExactly(row));
        drey.client().cancelRun(run.id());
    }

    private static List<String> columns(TableProbe probe) {
        return probe.columns().stream().map(one -> one.name() + " " + one.type()).toList();
    }

    /** Writes texts as keys and values, whatever they are. */
    private static void write(String topic, String... rows) {
        succeed(
                """
                CREATE TEMPORARY TABLE IF NOT EXISTS w_%1$s (k STRING, v STRING) WITH (
                    'connector' = 'kafka', 'topic' = '%1$s', 'key.format' = 'raw',
                    'key.fields' = 'k', 'format' = 'raw', 'value.fields-include' = 'EXCEPT_KEY',
                    'properties.bootstrap.servers' = '%2$s');
                INSERT INTO w_%1$s VALUES %3$s
                """
                        .formatted(topic, kafka.address(), String.join(", ", rows)));
    }

    private static void succeed(String source) {
        RunInfo run = drey.run(kernel, ExecutionMode.BATCH, source);
        assertThat(run.state()).as("%s", run.error()).isEqualTo(RunState.SUCCEEDED);
    }
}
