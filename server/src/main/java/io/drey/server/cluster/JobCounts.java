package io.drey.server.cluster;

import io.drey.model.JobId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows a job has read and written.
 *
 * <p>Flink counts what flows between vertices; where a source or a sink is chained with other
 * operators, that is something else than the rows read or written, so the operators' own metrics
 * are asked. These vanish when the tasks end: the last counts seen are kept. Confined to one
 * thread.
 */
final class JobCounts {
    private static final Pattern READ = Pattern.compile("Source__.*\\.numRecordsOut");
    private static final Pattern READ_BYTES = Pattern.compile("Source__.*\\.numBytesIn");

    /** The writer of either sink interface, or of files; "end" only commits what was written. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?!end__)(.*Writer|Sink__.*|.*__Sink)\\.numRecordsIn");

    private final JobId id;
    private final Map<String, List<String>> metricNames = new HashMap<>();
    private final Map<String, Map<String, Long>> lastSeen = new HashMap<>();

    JobCounts(JobId id) {
        this.id = id;
    }

    /**
     * What is known by now.
     *
     * @param rowsRead null if it cannot be told
     * @param rowsWritten null if it cannot be told
     */
    record Rows(@Nullable Long rowsRead, @Nullable Long rowsWritten, long bytesRead) {
        static final Rows UNKNOWN = new Rows(null, null, 0);
    }

    Rows count(FlinkRest rest, FlinkJobDetail detail) {
        Long read = null;
        Long written = null;
        long bytes = 0;
        for (FlinkVertex vertex : detail.vertices()) {
            boolean isSource = vertex.name().startsWith("Source: ");
            boolean writes = vertex.isSink() || vertex.name().contains("Writer");
            if (vertex.name().startsWith("end: ") || !(isSource || writes)) {
                continue;
            }
            Map<String, Long> metrics = metrics(rest, detail.job(), vertex);
            boolean isAlone = !vertex.isChained();
            if (isSource) {
                read = sum(read, sum(metrics, READ, isAlone ? vertex.recordsOut() : null));
                Long readBytes = sum(metrics, READ_BYTES, null);
                bytes += readBytes == null ? 0 : readBytes;
            }
            if (writes) {
                boolean isExact = isAlone && vertex.isSink();
                written = sum(written, sum(metrics, WRITTEN, isExact ? vertex.recordsIn() : null));
            }
        }
        return new Rows(read, written, bytes);
    }

    private Map<String, Long> metrics(FlinkRest rest, FlinkJob job, FlinkVertex vertex) {
        Map<String, Long> seen = lastSeen.computeIfAbsent(vertex.id(), unused -> new HashMap<>());
        if (job.isEnded()) {
            return job.state().equals("FINISHED") ? Map.of() : seen;
        }
        List<String> names = metricNames.get(vertex.id());
        if (names == null) {
            names = rest.metricNames(id, vertex.id()).stream().filter(JobCounts::isWanted).toList();
            if (names.isEmpty()) {
                // The tasks have not reported yet.
                return seen;
            }
            metricNames.put(vertex.id(), names);
        }
        // A task that ended reports no more, which lowers sums of running ones: counts never fall.
        rest.metricSums(id, vertex.id(), names)
                .forEach((name, value) -> seen.merge(name, value, Math::max));
        return seen;
    }

    private static boolean isWanted(String name) {
        return READ.matcher(name).matches()
                || READ_BYTES.matcher(name).matches()
                || WRITTEN.matcher(name).matches();
    }

    private static @Nullable Long sum(
            Map<String, Long> metrics, Pattern pattern, @Nullable Long otherwise) {
        Long total = null;
        for (Map.Entry<String, Long> metric : metrics.entrySet()) {
            if (pattern.matcher(metric.getKey()).matches()) {
                total = sum(total, metric.getValue());
            }
        }
        if (otherwise == null) {
            return total;
        }
        return total == null ? otherwise : Long.valueOf(Math.max(total, otherwise));
    }

    private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a + b;
    }
}
