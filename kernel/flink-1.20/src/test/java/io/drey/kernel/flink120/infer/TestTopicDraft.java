package io.drey.kernel.flink120.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.protocol.CatalogMessages.Draft;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TestTopicDraft {
    private static final Map<String, String> KAFKA = Map.of("connector", "kafka");
    private static final Map<String, String> UPSERT = Map.of("connector", "upsert-kafka");
    private static final Map<String, String> WITH_KEY =
            Map.of("connector", "kafka", "key.format", "");

    private final List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();

    @Test
    void readsJson() {
        add("a", "{\"id\":1,\"at\":\"2026-11-23 10:00:00\"}");
        add("b", "{\"id\":2.5}");

        Draft draft = draft(KAFKA);

        assertThat(columns(draft)).isEqualTo("id DOUBLE, at TIMESTAMP(3)");
        assertThat(draft.options()).isEqualTo(Map.of("format", "json"));
        assertThat(draft.notes())
                .containsExactly(
                        "The columns are guessed from all 2 messages.",
                        "2 of the 2 messages have a key, such as a; it is left out.");
        assertThat(draft.samples()).first().extracting("key").isEqualTo("a");
        assertThat(draft.offers())
                .extracting("metadata")
                .contains("timestamp", "partition", "offset");
    }

    @Test
    void leavesOutWhatIsNoJsonAndSaysHowMuch() {
        add(null, "{\"id\":1}");
        add(null, "{\"id\":2}");
        add(null, "oops");

        Draft draft = draft(KAFKA);

        assertThat(draft.options())
                .isEqualTo(Map.of("format", "json", "json.ignore-parse-errors", "true"));
        assertThat(draft.notes()).anyMatch(note -> note.startsWith("1 of the 3 messages"));
    }

    @Test
    void saysWhenNothingIsOfTheFormatThatWasAskedFor() {
        add(null, "a,1");

        assertThatThrownBy(() -> draft(Map.of("connector", "kafka", "format", "json")))
                .hasMessage("None of the 1 messages is a JSON object. The first is: a,1");
        assertThatThrownBy(() -> draft(Map.of("connector", "kafka", "format", "canal-json")))
                .hasMessageContaining("as canal-json reads it");
        messages.clear();
        add(null, "a");
        add(null, "a,1");
        assertThatThrownBy(() -> draft(Map.of("connector", "kafka", "format", "csv")))
                .hasMessageStartingWith("The messages are no CSV");
    }

    @Test
    void readsCsvAndText() {
        add(null, "tea;1");
        add(null, "\"a;b\";2");
        assertThat(columns(draft(KAFKA))).isEqualTo("c1 STRING, c2 BIGINT");
        assertThat(draft(KAFKA).options())
                .isEqualTo(Map.of("format", "csv", "csv.field-delimiter", ";"));

        messages.clear();
        add(null, "something happened");
        assertThat(columns(draft(KAFKA))).isEqualTo("value STRING");
        assertThat(draft(KAFKA).options()).isEqualTo(Map.of("format", "raw"));
    }

    @Test
    void readsTheRowsOfChanges() {
        add(
                "{\"id\":7}",
                "{\"before\":null,\"after\":{\"id\":7,\"name\":\"tea\"},\"op\":\"c\",\"source\":{}}");
        Draft debezium = draft(KAFKA);
        assertThat(columns(debezium)).isEqualTo("id BIGINT, name STRING");
        assertThat(debezium.primaryKey()).containsExactly("id");
        assertThat(debezium.options()).isEqualTo(Map.of("format", "debezium-json"));
        assertThatThrownBy(() -> draft(UPSERT)).hasMessageContaining("debezium-json");

        messages.clear();
        add(
                null,
                "{\"schema\":{},\"payload\":{\"before\":{\"id\":7},\"after\":null,\"op\":\"d\"}}");
        assertThat(draft(KAFKA).options())
                .isEqualTo(
                        Map.of("format", "debezium-json", "debezium-json.schema-include", "true"));

        messages.clear();
        add(
                null,
                "{\"data\":[{\"id\":\"1\",\"day\":\"2026-11-23\"}],\"type\":\"INSERT\",\"isDdl\":false,"
                        + "\"pkNames\":[\"id\"]}");
        assertThat(columns(draft(KAFKA))).isEqualTo("id STRING, day DATE");
        assertThat(draft(KAFKA).primaryKey()).containsExactly("id");
        assertThat(draft(KAFKA).options()).isEqualTo(Map.of("format", "canal-json"));

        messages.clear();
        add(null, "{\"database\":\"d\",\"table\":\"t\",\"type\":\"insert\",\"data\":{\"id\":1}}");
        assertThat(draft(KAFKA).options()).isEqualTo(Map.of("format", "maxwell-json"));

        messages.clear();
        add(
                null,
                "{\"table\":\"T\",\"op_type\":\"I\",\"after\":{\"id\":1},\"primary_keys\":[\"id\"]}");
        assertThat(draft(KAFKA).options()).isEqualTo(Map.of("format", "ogg-json"));
        assertThat(draft(KAFKA).primaryKey()).containsExactly("id");
    }

    @Test
    void namesWhatItCannotRead() {
        add(null, new byte[] {0, 0, 0, 0, 42, 2, (byte) 0xff});
        Draft registry = draft(KAFKA);
        assertThat(columns(registry)).isEqualTo("value BYTES");
        assertThat(registry.notes().get(1))
                .contains("a schema registry (its schema 42)", "avro-confluent");
        assertThat(registry.samples().get(0).value()).isEqualTo("0x000000002a02ff");

        messages.clear();
        add(null, new byte[] {'O', 'b', 'j', 1, 2, (byte) 0xff});
        assertThat(draft(KAFKA).notes().get(1)).contains("a whole Avro file");

        messages.clear();
        add(null, new byte[] {2, (byte) 0xff, 6});
        assertThat(draft(KAFKA).notes().get(1)).startsWith("The messages are binary.");
        Draft avro = draft(Map.of("connector", "kafka", "format", "avro"));
        assertThat(avro.columns()).isEmpty();
        assertThat(avro.notes().get(1)).contains("type those of their schema");
    }

    @Test
    void makesColumnsOfKeys() {
        add("a", "{\"id\":1}");
        Draft raw = draft(WITH_KEY);
        assertThat(columns(raw)).isEqualTo("message_key STRING, id BIGINT");
        assertThat(raw.options())
                .isEqualTo(
                        Map.of(
                                "format",
                                "json",
                                "key.format",
                                "raw",
                                "key.fields",
                                "message_key",
                                "value.fields-include",
                                "EXCEPT_KEY"));

        messages.clear();
        add("{\"id\":1}", "{\"id\":1,\"n\":2}");
        Draft shared = draft(WITH_KEY);
        assertThat(columns(shared)).isEqualTo("id BIGINT, n BIGINT");
        assertThat(shared.options())
                .isEqualTo(Map.of("format", "json", "key.format", "json", "key.fields", "id"));

        messages.clear();
        add("{\"id\":\"x\"}", "{\"id\":1,\"n\":2}");
        Draft clashing = draft(WITH_KEY);
        assertThat(columns(clashing)).isEqualTo("key_id STRING, id BIGINT, n BIGINT");
        assertThat(clashing.options()).containsEntry("key.fields-prefix", "key_");
    }

    @Test
    void makesATableByKey() {
        add("{\"shop\":\"x\"}", "{\"n\":2}");
        messages.add(new ConsumerRecord<>("t", 0, 9, bytes("{\"shop\":\"y\"}"), null));

        Draft draft = draft(UPSERT);

        assertThat(columns(draft)).isEqualTo("shop STRING, n BIGINT");
        assertThat(draft.primaryKey()).containsExactly("shop");
        assertThat(draft.options())
                .isEqualTo(
                        Map.of(
                                "key.format",
                                "json",
                                "value.format",
                                "json",
                                "value.fields-include",
                                "EXCEPT_KEY"));
        assertThat(draft.notes())
                .contains("1 message without a value: it deletes the row of its key.");
    }

    @Test
    void readsNumbersThatAreKeys() {
        messages.add(
                new ConsumerRecord<>(
                        "t",
                        0,
                        0,
                        ByteBuffer.allocate(Long.BYTES).putLong(7).array(),
                        bytes("{\"n\":2}")));

        assertThat(columns(draft(UPSERT))).isEqualTo("message_key BIGINT, n BIGINT");
    }

    @Test
    void saysThatThereIsNoKey() {
        add(null, "{\"n\":2}");

        assertThatThrownBy(() -> draft(UPSERT)).hasMessageContaining("None of the 1 messages has");
    }

    @Test
    void saysThatTheTopicIsEmpty() {
        assertThat(new TopicDraft(KAFKA, new TopicSample(3, 3, 0, List.of())).build().notes())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("3 partitions without a message: the topic is empty");
        assertThat(new TopicDraft(KAFKA, new TopicSample(3, 3, 9, List.of())).build().notes())
                .first()
                .asString()
                .startsWith("No message came within 5 seconds");
    }

    private void add(String key, String value) {
        add(key, bytes(value));
    }

    private void add(String key, byte[] value) {
        messages.add(new ConsumerRecord<>("t", 0, 0, key == null ? null : bytes(key), value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Draft draft(Map<String, String> options) {
        return new TopicDraft(options, new TopicSample(1, 1, messages.size(), messages)).build();
    }

    private static String columns(Draft draft) {
        return draft.columns().stream()
                .map(one -> one.name() + " " + one.type())
                .collect(Collectors.joining(", "));
    }
}
