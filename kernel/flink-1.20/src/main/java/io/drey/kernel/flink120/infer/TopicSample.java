package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.time.Deadline;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Some messages of a topic.
 *
 * @param partitions how many the topic has
 * @param looked how many of them were looked into
 * @param available how many messages there may be in these; fewer where the topic is compacted
 * @param messages in the order they were asked for
 */
record TopicSample(
        int partitions, int looked, long available, List<ConsumerRecord<byte[], byte[]>> messages) {
    static final int MOST_MESSAGES = 100;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_PARTITIONS = 64;
    private static final Duration READING = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(300);

    TopicSample {
        messages = List.copyOf(messages);
    }

    /** The keys of those that have one. */
    List<byte[]> keys() {
        return messages.stream().map(ConsumerRecord::key).filter(Objects::nonNull).toList();
    }

    /** The values of those that have one. */
    List<byte[]> values() {
        return messages.stream().map(ConsumerRecord::value).filter(Objects::nonNull).toList();
    }

    /**
     * Reads without taking part in any group, so nothing of the topic changes.
     *
     * @param deadline until when the brokers have to tell where the messages are
     */
    static TopicSample take(
            Consumer<byte[], byte[]> consumer,
            List<PartitionInfo> partitions,
            boolean isOldestFirst,
            Deadline deadline) {
        List<PartitionInfo> some =
                partitions.stream()
                        .sorted(Comparator.comparingInt(PartitionInfo::partition))
                        .limit(MOST_PARTITIONS)
                        .toList();
        List<Range> ranges;
        try {
            ranges = ranges(consumer, some, deadline);
        } catch (TimeoutException e) {
            requireReachable(some);
            throw e;
        }
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>();
        if (!ranges.isEmpty()) {
            int each = (MOST_MESSAGES + ranges.size() - 1) / ranges.size();
            consumer.assign(ranges.stream().map(Range::place).toList());
            ranges.forEach(
                    one ->
                            consumer.seek(
                                    one.place(),
                                    isOldestFirst
                                            ? one.begin()
                                            : Math.max(one.begin(), one.end() - each)));
            read(consumer, ranges, messages);
        }
        Comparator<ConsumerRecord<byte[], byte[]>> order =
                Comparator.comparingLong(ConsumerRecord<byte[], byte[]>::timestamp)
                        .thenComparingLong(ConsumerRecord::offset);
        messages.sort(isOldestFirst ? order : order.reversed());
        long available = ranges.stream().mapToLong(one -> one.end() - one.begin()).sum();
        return new TopicSample(partitions.size(), some.size(), available, messages);
    }

    /** What a partition holds, if it holds anything. */
    private record Range(TopicPartition place, long begin, long end) {}

    private static List<Range> ranges(
            Consumer<byte[], byte[]> consumer, List<PartitionInfo> partitions, Deadline deadline) {
        List<TopicPartition> places =
                partitions.stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList();
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(places, deadline.timeLeft());
        Map<TopicPartition, Long> end = consumer.endOffsets(places, deadline.timeLeft());
        return places.stream()
                .map(one -> new Range(one, begin.getOrDefault(one, 0L), end.getOrDefault(one, 0L)))
                .filter(one -> one.begin() < one.end())
                .toList();
    }

    private static void read(
            Consumer<byte[], byte[]> consumer,
            List<Range> ranges,
            List<ConsumerRecord<byte[], byte[]>> messages) {
        Deadline reading = Deadline.fromNow(READING);
        long bytes = 0;
        while (messages.size() < MOST_MESSAGES && bytes < MOST_BYTES && reading.hasTimeLeft()) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (messages.size() < MOST_MESSAGES && bytes < MOST_BYTES) {
                    messages.add(message);
                    bytes += size(message.key()) + size(message.value());
                }
            }
            if (ranges.stream()
                    .allMatch(one -> consumer.position(one.place(), POLL) >= one.end())) {
                return;
            }
        }
    }

    private static int size(byte @Nullable [] part) {
        return part == null ? 0 : part.length;
    }

    /** Brokers name themselves to clients, and often by a name that only they know. */
    private static void requireReachable(List<PartitionInfo> partitions) {
        for (Node node :
                partitions.stream()
                        .map(PartitionInfo::leader)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList()) {
            BrokerGreeting.findProblem(node.host(), node.port())
                    .ifPresent(
                            problem -> {
                                throw new KernelFailure(
                                        Failures.of(
                                                "CONNECTION_FAILED",
                                                "The broker that holds the messages calls itself "
                                                        + node.host()
                                                        + ":"
                                                        + node.port()
                                                        + ", and the kernel cannot reach that ("
                                                        + problem
                                                        + ").",
                                                "Set the broker's 'advertised.listeners' to an"
                                                        + " address that the machines of the Flink"
                                                        + " cluster know, or make the name known to"
                                                        + " them.",
                                                null));
                            });
        }
    }
}
