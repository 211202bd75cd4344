package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.ArtifactId;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.TriggerId;
import io.drey.server.artifact.Artifact;
import io.drey.server.platform.Durations;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs on a Flink session cluster, by nothing but its REST interface.
 *
 * <p>Programs are uploaded once and run there by {@code /jars/:id/run}, as that is what clusters of
 * other versions than our own understand too. Thread-safe.
 */
public final class SessionJobCluster implements JobCluster {
    private static final Logger LOG = LoggerFactory.getLogger(SessionJobCluster.class);
    private static final String LINE = "1.20";
    private static final String HEARTBEAT_TIMEOUT = "heartbeat.timeout";
    private static final Duration DEFAULT_HEARTBEAT_TIMEOUT = Duration.ofSeconds(50);

    private final Cluster cluster;
    private final JobMemory memory;
    private final Clock clock;
    private final Map<ArtifactId, String> uploaded = new ConcurrentHashMap<>();
    private final Map<ArtifactId, Object> uploads = new ConcurrentHashMap<>();
    private volatile @Nullable Duration heartbeatTimeout;

    /**
     * Makes an adapter.
     *
     * @param memory what is known of its jobs besides what it says
     */
    public SessionJobCluster(Cluster cluster, JobMemory memory, Clock clock) {
        this.cluster = requireNonNull(cluster, "cluster");
        this.memory = requireNonNull(memory, "memory");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public String name() {
        return cluster.name();
    }

    @Override
    public ClusterSight look() {
        Instant at = clock.instant();
        try {
            // Before the list: what is brought back meanwhile is then in both, not in neither.
            Set<JobId> recovering = new HashSet<>(memory.stored());
            FlinkRest rest = cluster.rest();
            FlinkOverview overview = rest.overview();
            requireSupported(overview);
            Map<JobId, SeenJob> jobs = new HashMap<>();
            // The cluster's own word goes before what is written down.
            memory.ended().forEach((id, state) -> jobs.put(id, new SeenJob(id, "", state, at, at)));
            for (FlinkJob job : rest.jobs()) {
                jobs.put(
                        job.id(),
                        new SeenJob(
                                job.id(), job.name(), job.state(), job.changedAt(), job.endedAt()));
            }
            recovering.removeAll(jobs.keySet());
            return new ClusterSight(
                    at, true, null, jobs, recovering, overview.slotsTotal(), overview.slotsFree());
        } catch (DreyException e) {
            return ClusterSight.unreachable(at, messageOf(e));
        } catch (IOException e) {
            return ClusterSight.unreachable(at, "cannot tell which jobs come back: " + e);
        }
    }

    /**
     * Checks that a cluster is of the line of Flink that programs are made for.
     *
     * @throws DreyException CLUSTER_UNSUPPORTED if it is of another
     */
    public static void requireSupported(FlinkOverview overview) {
        String version = overview.flinkVersion();
        if (!version.equals(LINE) && !version.startsWith(LINE + ".")) {
            throw new DreyException(
                    DreyErrorCode.CLUSTER_UNSUPPORTED,
                    "flink version: " + version + " (expected: " + LINE + ")");
        }
    }

    @Override
    public SubmitAnswer submit(JobSubmission submission) {
        FlinkJars jars;
        String jar;
        try {
            jars = cluster.rest().jars();
            jar = ensureUploaded(jars, submission.jar());
        } catch (DreyException e) {
            return e.code() == DreyErrorCode.CLUSTER_UNAVAILABLE
                    ? new SubmitAnswer.NoAnswer(messageOf(e), false)
                    : new SubmitAnswer.Refused(e);
        }
        try {
            FlinkAnswer answer = jars.run(jar, submission);
            if (FlinkJars.isGone(answer)) {
                // Somebody tidied up there, or it was started anew without its uploads.
                uploaded.remove(submission.jar().id(), jar);
                answer = jars.run(ensureUploaded(jars, submission.jar()), submission);
            }
            return SubmitAnswers.of(answer);
        } catch (DreyException e) {
            return new SubmitAnswer.NoAnswer(messageOf(e), !isUnconnected(e));
        }
    }

    private static boolean isUnconnected(DreyException e) {
        return e.getCause() instanceof ConnectException
                || e.getCause() instanceof HttpConnectTimeoutException;
    }

    private String ensureUploaded(FlinkJars jars, Artifact artifact) {
        synchronized (uploads.computeIfAbsent(artifact.id(), id -> new Object())) {
            String known = uploaded.get(artifact.id());
            if (known != null) {
                return known;
            }
            // An earlier server, or one beside this, may have brought it.
            String id =
                    jars.find(artifact.id()).stream()
                            .findFirst()
                            .orElseGet(() -> jars.upload(artifact));
            uploaded.put(artifact.id(), id);
            return id;
        }
    }

    /** Removes a program that no deployment uses any more from the cluster; its jobs run on. */
    public void removeJar(ArtifactId artifact) {
        FlinkJars jars = cluster.rest().jars();
        synchronized (uploads.computeIfAbsent(artifact, id -> new Object())) {
            uploaded.remove(artifact);
            jars.find(artifact).forEach(jars::delete);
        }
        uploads.remove(artifact);
    }

    @Override
    public void cancel(JobId job) {
        cluster.rest().cancel(job);
    }

    @Override
    public void stopWithSavepoint(JobId job, TriggerId trigger, String directory, boolean drain) {
        cluster.rest().savepoints().stop(job, trigger, directory, drain);
    }

    @Override
    public void savepoint(JobId job, TriggerId trigger, String directory) {
        cluster.rest().savepoints().trigger(job, trigger, directory);
    }

    @Override
    public SavepointAnswer savepoint(JobId job, TriggerId trigger) {
        return cluster.rest().savepoints().find(job, trigger);
    }

    @Override
    public List<SeenCheckpoint> checkpoints(JobId job) {
        return cluster.rest().savepoints().checkpoints(job);
    }

    @Override
    public Optional<FlinkFailure> failure(JobId job) {
        return cluster.rest().failure(job);
    }

    @Override
    public Duration afterlife() {
        try {
            String set = cluster.rest().configuration().get(HEARTBEAT_TIMEOUT);
            Duration timeout = set == null ? DEFAULT_HEARTBEAT_TIMEOUT : parse(set);
            heartbeatTimeout = timeout;
            return timeout;
        } catch (DreyException e) {
            Duration known = heartbeatTimeout;
            if (known == null) {
                throw e;
            }
            return known;
        }
    }

    /** Flink takes a bare number for milliseconds. */
    private static Duration parse(String text) {
        try {
            return Durations.parse(text.matches("\\d+") ? text + "ms" : text);
        } catch (IllegalArgumentException e) {
            LOG.warn("Took the default for {}: {}", HEARTBEAT_TIMEOUT, text);
            return DEFAULT_HEARTBEAT_TIMEOUT;
        }
    }

    private static String messageOf(DreyException e) {
        return requireNonNull(e.getMessage());
    }
}
