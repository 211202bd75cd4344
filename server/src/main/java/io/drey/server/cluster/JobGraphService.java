package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.JobGraph;
import io.drey.model.JobId;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The graphs of jobs and how their parts fare; asks the cluster only when asked. Thread-safe. */
public final class JobGraphService {
    private static final Duration FRESH = Duration.ofMillis(800);
    private static final int MOST_REMEMBERED = 50;

    private final Cluster cluster;
    private final Clock clock;

    private final Map<JobId, Looked> remembered =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<JobId, Looked> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    private static final class Looked {
        final JobGraphReader reader;
        @Nullable JobGraph graph;

        Looked(JobGraphReader reader) {
            this.reader = reader;
        }
    }

    public JobGraphService(Cluster cluster, Clock clock) {
        this.cluster = requireNonNull(cluster, "cluster");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * A job's graph, less than a second old; several who look cost no more than one.
     *
     * @throws DreyException JOB_NOT_FOUND, CLUSTER_UNAVAILABLE
     */
    public JobGraph get(JobId id) {
        Looked looked;
        synchronized (remembered) {
            looked = remembered.computeIfAbsent(id, job -> new Looked(new JobGraphReader(job)));
        }
        synchronized (looked) {
            JobGraph known = looked.graph;
            if (known == null || known.at().isBefore(clock.instant().minus(FRESH))) {
                known = looked.reader.read(cluster.rest(), clock.instant());
                looked.graph = known;
            }
            return known;
        }
    }
}
