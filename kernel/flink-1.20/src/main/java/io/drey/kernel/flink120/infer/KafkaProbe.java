package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import io.drey.kernel.flink120.error.NearestName;
import io.drey.protocol.CatalogMessages.Draft;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.api.common.time.Deadline;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Asks Kafka for its topics, or looks at messages of one. */
final class KafkaProbe {
    static final String SERVERS = "properties.bootstrap.servers";
    private static final String PROPERTIES = "properties.";
    private static final int MOST_TOPICS = 2000;

    /** The greeting may take some seconds before, and the reading after. */
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private KafkaProbe() {}

    /**
     * Lists the topics, or looks into that of the options.
     *
     * @throws NoClassDefFoundError if there is no Kafka client on the class path
     */
    static Draft probe(Map<String, String> options, boolean isOldestFirst) {
        Properties settings = settings(options);
        boolean isPlain =
                settings.getProperty("security.protocol", "PLAINTEXT")
                        .toUpperCase(Locale.ROOT)
                        .endsWith("PLAINTEXT");
        // A topic of several is read as all of them.
        String topic = options.getOrDefault("topic", "").split(";", 2)[0].strip();
        try {
            // What is wrong with the settings themselves is told before an address is tried.
            var unused = new ConsumerConfig(settings);
            BrokerGreeting.greet(settings.getProperty("bootstrap.servers"), isPlain);
            Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings);
            try {
                Deadline deadline = Deadline.fromNow(PATIENCE);
                return topic.isEmpty()
                        ? topics(consumer, deadline)
                        : new TopicDraft(
                                        options,
                                        TopicSample.take(
                                                consumer,
                                                partitions(consumer, topic, deadline),
                                                isOldestFirst,
                                                deadline))
                                .build();
            } finally {
                consumer.close(Duration.ZERO);
            }
        } catch (KafkaException e) {
            throw KafkaFailures.of(e, topic);
        }
    }

    private static Properties settings(Map<String, String> options) {
        Properties settings = new Properties();
        settings.setProperty("client.id", "drey-new-table");
        settings.setProperty("default.api.timeout.ms", "6000");
        settings.setProperty("request.timeout.ms", "5000");
        settings.setProperty("socket.connection.setup.timeout.ms", "3000");
        settings.setProperty("max.poll.records", String.valueOf(TopicSample.MOST_MESSAGES));
        settings.setProperty("fetch.max.bytes", String.valueOf(1 << 20));
        settings.setProperty("max.partition.fetch.bytes", String.valueOf(1 << 18));
        settings.setProperty("fetch.max.wait.ms", "200");
        options.forEach(
                (key, value) -> {
                    if (key.startsWith(PROPERTIES)) {
                        settings.setProperty(key.substring(PROPERTIES.length()), value.strip());
                    }
                });
        // To look must change nothing: no place in a group, no new topic.
        settings.remove("group.id");
        settings.remove("group.instance.id");
        settings.setProperty("enable.auto.commit", "false");
        settings.setProperty("allow.auto.create.topics", "false");
        settings.setProperty("auto.offset.reset", "earliest");
        settings.setProperty("key.deserializer", ByteArrayDeserializer.class.getName());
        settings.setProperty("value.deserializer", ByteArrayDeserializer.class.getName());
        return settings;
    }

    private static Draft topics(Consumer<byte[], byte[]> consumer, Deadline deadline) {
        Map<String, List<PartitionInfo>> topics =
                new TreeMap<>(consumer.listTopics(deadline.timeLeft()));
        DraftBuilder draft = new DraftBuilder();
        topics.entrySet().stream()
                .limit(MOST_TOPICS)
                .forEach(
                        one -> {
                            int count = one.getValue().size();
                            draft.choice(
                                    one.getKey(),
                                    count + (count == 1 ? " partition" : " partitions"),
                                    one.getKey().startsWith("_"));
                        });
        if (topics.isEmpty()) {
            return draft.note(
                            "Connected. Kafka shows no topic: there is none yet, or this user may"
                                    + " see none.")
                    .build();
        }
        long internal = topics.keySet().stream().filter(one -> one.startsWith("_")).count();
        draft.note(
                String.format(
                        Locale.ROOT,
                        "Connected. Kafka shows %,d %s%s%s.",
                        topics.size() - internal,
                        topics.size() - internal == 1 ? "topic" : "topics",
                        internal == 0
                                ? ""
                                : " and " + internal + " internal, whose names begin with _",
                        topics.size() > MOST_TOPICS
                                ? "; only the first 2,000 by name are listed, any other can be typed"
                                : ""));
        return draft.build();
    }

    private static List<PartitionInfo> partitions(
            Consumer<byte[], byte[]> consumer, String topic, Deadline deadline) {
        List<PartitionInfo> found = consumer.partitionsFor(topic, deadline.timeLeft());
        if (found != null && !found.isEmpty()) {
            return found;
        }
        String nearest =
                NearestName.of(topic, consumer.listTopics(deadline.timeLeft()).keySet())
                        .map(near -> " Did you mean '" + near + "'?")
                        .orElse("");
        throw new KernelFailure(
                Failures.of(
                        "NOT_FOUND",
                        "Kafka has no topic '" + topic + "' that it shows to this user." + nearest,
                        "Choose one of the list. To make a new one, type the columns and INSERT into"
                                + " the table: the broker creates the topic where it allows that.",
                        null));
    }
}
