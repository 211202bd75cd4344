package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.ProbedColumn;
import io.drey.protocol.CatalogMessages.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Makes a table of a topic's messages: columns of their values, and of their keys if wanted. */
final class TopicDraft {
    private static final String KEY_FORMAT = "key.format";
    private static final String KEY_PREFIX = "key_";
    private static final int MOST_SHOWN = 20;

    private final Map<String, String> asked;
    private final TopicSample sample;
    private final boolean isUpsert;
    private final DraftBuilder draft = new DraftBuilder();

    /**
     * Reads what was sampled.
     *
     * @param asked the table's options; {@code key.format} asks for columns of the key, and where
     *     it is empty, for its format as well
     */
    TopicDraft(Map<String, String> asked, TopicSample sample) {
        this.asked = asked;
        this.sample = sample;
        this.isUpsert = asked.getOrDefault("connector", "").equals("upsert-kafka");
    }

    Draft build() {
        draft.samples(sample.messages().stream().limit(MOST_SHOWN).map(TopicDraft::shown).toList());
        if (sample.messages().isEmpty()) {
            draft.note(nothing());
        } else {
            describe();
        }
        offerMetadata();
        return draft.build();
    }

    private String nothing() {
        return sample.available() == 0
                ? count(sample.partitions(), "partition")
                        + " without a message: the topic is empty, so it tells no columns. Type"
                        + " them, or look again when something was written."
                : "No message came within 5 seconds, though there may be up to "
                        + count(sample.available(), "message")
                        + " (fewer where the topic is compacted). Look again.";
    }

    private void describe() {
        List<byte[]> values = sample.values();
        draft.note(looked());
        if (values.isEmpty()) {
            draft.note("None of them has a value, so they tell no columns.");
            return;
        }
        MessageGuess value = MessageGuess.of(values, wanted(isUpsert ? "value.format" : "format"));
        if (isUpsert && value.envelope() != null) {
            throw FileProbe.unreadable(
                    "The messages are changes of a database ("
                            + value.format()
                            + "), which say themselves what they replace. Read them with the"
                            + " connector kafka, not with upsert-kafka.");
        }
        draft.option(isUpsert ? "value.format" : "format", value.format());
        value.options().forEach((key, it) -> draft.option(isUpsert ? "value." + key : key, it));
        addColumns(value);
        value.notes().forEach(draft::note);
        int empty = sample.messages().size() - values.size();
        if (empty > 0) {
            draft.note(
                    count(empty, "message")
                            + " without a value: "
                            + (isUpsert ? "it deletes the row of its key." : "it is left out."));
        }
    }

    private String looked() {
        String some =
                sample.looked() < sample.partitions()
                        ? " of its first " + sample.looked() + " partitions"
                        : "";
        int count = sample.messages().size();
        return count < sample.available()
                ? String.format(
                        Locale.ROOT,
                        "The columns are guessed from %,d messages of about %,d%s.",
                        count,
                        sample.available(),
                        some)
                : String.format(
                        Locale.ROOT, "The columns are guessed from all %,d messages.", count);
    }

    private void addColumns(MessageGuess value) {
        List<byte[]> keys = sample.keys();
        int all = sample.messages().size();
        boolean isWanted = isUpsert || asked.containsKey(KEY_FORMAT);
        if (value.envelope() != null) {
            List<String> key = value.key().isEmpty() ? keyOfChanges(keys) : value.key();
            List<String> names = value.columns().stream().map(ProbedColumn::name).toList();
            draft.columns(value.columns());
            if (names.containsAll(key)) {
                draft.primaryKey(key);
            }
            return;
        }
        if (keys.isEmpty() && isWanted) {
            throw FileProbe.unreadable(
                    "None of the "
                            + all
                            + " messages has a key. Leave the key out: without one there are no"
                            + " rows by key.");
        }
        if (!isWanted) {
            draft.columns(value.columns());
            if (!keys.isEmpty()) {
                draft.note(
                        keys.size()
                                + " of the "
                                + all
                                + " messages have a key, such as "
                                + MessageText.shown(keys.get(0))
                                + "; it is left out.");
            }
            return;
        }
        if (keys.size() < all) {
            draft.note(
                    all
                            - keys.size()
                            + " of the "
                            + all
                            + " messages have no key"
                            + (isUpsert ? ", which upsert-kafka cannot read." : "."));
        }
        addWithKey(value, keys);
    }

    private void addWithKey(MessageGuess value, List<byte[]> keys) {
        List<JsonNode> objects =
                keys.stream().map(MessageText::object).flatMap(Optional::stream).toList();
        String format = wanted(KEY_FORMAT);
        if (format == null) {
            format = objects.size() == keys.size() ? "json" : "raw";
        }
        draft.option(KEY_FORMAT, format);
        List<ProbedColumn> key =
                switch (format) {
                    case "json" -> JsonColumns.of(objects);
                    case "raw" -> MessageGuess.raw(keys).columns();
                    default -> List.of();
                };
        if (key.isEmpty()) {
            draft.columns(value.columns())
                    .note(
                            "The keys do not tell their columns in the format "
                                    + format
                                    + ": type them, and name them in 'key.fields'.");
            return;
        }
        List<String> names =
                format.equals("raw") ? addRawKey(key.get(0), value) : addKeyFields(key, value);
        if (isUpsert) {
            draft.primaryKey(names);
        } else {
            draft.option("key.fields", String.join(";", names));
        }
    }

    /** A raw key is one column, whatever it is called. */
    private List<String> addRawKey(ProbedColumn key, MessageGuess value) {
        String name = "message_key";
        while (find(value, name).isPresent()) {
            name += "_";
        }
        draft.columns(List.of(new ProbedColumn(name, key.type(), !isUpsert)))
                .columns(value.columns())
                .option("value.fields-include", "EXCEPT_KEY");
        return List.of(name);
    }

    private List<String> addKeyFields(List<ProbedColumn> key, MessageGuess value) {
        List<String> names = key.stream().map(ProbedColumn::name).toList();
        long shared =
                key.stream()
                        .filter(
                                one ->
                                        find(value, one.name())
                                                .filter(other -> other.type().equals(one.type()))
                                                .isPresent())
                        .count();
        if (shared == key.size()) {
            // The value has all that the key has, as where one is taken from the other.
            draft.columns(value.columns());
            return names;
        }
        boolean isApart = names.stream().noneMatch(name -> find(value, name).isPresent());
        String prefix = isApart ? "" : KEY_PREFIX;
        List<ProbedColumn> columns = new ArrayList<>();
        key.forEach(
                one -> columns.add(new ProbedColumn(prefix + one.name(), one.type(), !isUpsert)));
        draft.columns(columns)
                .columns(value.columns())
                .option("value.fields-include", "EXCEPT_KEY");
        if (!isApart) {
            draft.option("key.fields-prefix", KEY_PREFIX);
        }
        return columns.stream().map(ProbedColumn::name).toList();
    }

    /** Debezium writes the key's columns into the message's key. */
    private static List<String> keyOfChanges(List<byte[]> keys) {
        return keys.stream()
                .map(MessageText::object)
                .flatMap(Optional::stream)
                .findFirst()
                .map(ChangeEnvelope::payload)
                .map(
                        node -> {
                            List<String> names = new ArrayList<>();
                            node.fieldNames().forEachRemaining(names::add);
                            return names;
                        })
                .orElse(new ArrayList<>());
    }

    private void offerMetadata() {
        draft.offer("kafka_time", "TIMESTAMP_LTZ(3)", "timestamp")
                .offer("kafka_partition", "INT", "partition")
                .offer("kafka_offset", "BIGINT", "offset")
                .offer("kafka_headers", "MAP<STRING, BYTES>", "headers")
                .offer("kafka_topic", "STRING", "topic");
    }

    private static Optional<ProbedColumn> find(MessageGuess value, String name) {
        return value.columns().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static Sample shown(ConsumerRecord<byte[], byte[]> message) {
        return new Sample(
                message.partition(),
                message.offset(),
                message.timestamp(),
                shown(message.key()),
                shown(message.value()));
    }

    private static @Nullable String shown(byte @Nullable [] part) {
        return part == null ? null : MessageText.shown(part);
    }

    private @Nullable String wanted(String key) {
        String format = asked.get(key);
        return format == null || format.isBlank() ? null : format.strip();
    }

    private static String count(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
