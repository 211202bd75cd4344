package io.drey.server.cluster;

import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a vertex measure.
 *
 * <p>Flink counts what flows between vertices, so a source's reads and a sink's writes are asked of
 * their operators.
 */
record VertexMetrics(Map<String, Spread> metrics) {
    static final VertexMetrics NONE = new VertexMetrics(Map.of());

    private static final Pattern WANTED =
            Pattern.compile(
                    "(numRecordsIn|numRecordsOut|numBytesIn|numBytesOut)PerSecond"
                            + "|(busy|backPressured|idle)TimeMsPerSecond|currentInputWatermark"
                            + "|Source__.*\\.(numRecordsOut(PerSecond)?|numBytesInPerSecond)"
                            + "|.*\\.currentOutputWatermark"
                            + "|(?!end__)(.*Writer|Sink__.*|.*__Sink)\\.numRecordsIn(PerSecond)?");
    private static final String WRITERS = "(.*Writer|Sink__.*|.*__Sink)\\.";
    private static final double MILLIS = 1000;

    /** Beyond these a watermark stands for the beginning or the end of time. */
    private static final double FIRST_TIME = -1e18;

    private static final double LAST_TIME = 9e18;

    /** A metric over the subtasks. */
    record Spread(double min, double max, double sum) {}

    static boolean isWanted(String name) {
        return WANTED.matcher(name).matches();
    }

    @Nullable Double recordsInPerSecond() {
        return greater("numRecordsInPerSecond", "Source__.*\\.numRecordsOutPerSecond");
    }

    @Nullable Double recordsOutPerSecond() {
        return greater("numRecordsOutPerSecond", WRITERS + "numRecordsInPerSecond");
    }

    /** Rows read from outside; 0 for what is no source. */
    long recordsRead() {
        return (long) matching("Source__.*\\.numRecordsOut", Spread::sum).sum();
    }

    /** Rows written outside; 0 for what is no sink. */
    long recordsWritten() {
        return (long) matching(WRITERS + "numRecordsIn", Spread::sum).sum();
    }

    @Nullable Double bytesInPerSecond() {
        return greater("numBytesInPerSecond", "Source__.*\\.numBytesInPerSecond");
    }

    @Nullable Double bytesOutPerSecond() {
        return value("numBytesOutPerSecond", Spread::sum);
    }

    @Nullable Double busy() {
        return share("busyTimeMsPerSecond", Spread::max);
    }

    @Nullable Double backPressured() {
        return share("backPressuredTimeMsPerSecond", Spread::max);
    }

    @Nullable Double idle() {
        return share("idleTimeMsPerSecond", Spread::min);
    }

    @Nullable Instant watermark() {
        Spread input = metrics.get("currentInputWatermark");
        double time = input == null ? FIRST_TIME : input.min();
        if (time <= FIRST_TIME) {
            // A source makes watermarks of its own; the last of its operators is ahead.
            time = matching(".*\\.currentOutputWatermark", Spread::min).max().orElse(FIRST_TIME);
        }
        return time <= FIRST_TIME || time >= LAST_TIME ? null : Instant.ofEpochMilli((long) time);
    }

    private @Nullable Double greater(String ofTask, String ofOperators) {
        Double task = value(ofTask, Spread::sum);
        double operators = matching(ofOperators, Spread::sum).sum();
        return task == null ? null : Double.valueOf(Math.max(task, operators));
    }

    private @Nullable Double share(String name, ToDoubleFunction<Spread> part) {
        Double millis = value(name, part);
        return millis == null ? null : Double.valueOf(Math.min(1, millis / MILLIS));
    }

    private @Nullable Double value(String name, ToDoubleFunction<Spread> part) {
        Spread spread = metrics.get(name);
        double value = spread == null ? Double.NaN : part.applyAsDouble(spread);
        return Double.isNaN(value) ? null : value;
    }

    private DoubleStream matching(String pattern, ToDoubleFunction<Spread> part) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().matches(pattern))
                .mapToDouble(metric -> part.applyAsDouble(metric.getValue()))
                .filter(value -> !Double.isNaN(value));
    }
}
