package io.drey.kernel.flink120.job;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.cli.ClientOptions;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

/**
 * One long-lived client of a cluster's REST address. Thread-safe.
 *
 * <p>Flink makes a new client for every submission and polls until the job is initialized; both
 * cost more than a small query.
 */
public final class ClusterConnection implements AutoCloseable {
    /** The name this kernel's submissions go by, as {@code execution.target}. */
    public static final String TARGET = "drey";

    private static final Map<String, ClusterConnection> OPEN = new ConcurrentHashMap<>();
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(30);

    /** Together five seconds: as long as a JobManager takes to be started again. */
    private static final int RETRIES = 10;

    private static final Duration RETRY_DELAY = Duration.ofMillis(500);

    private final String key;
    private final SharedClient client;
    private final Map<JobID, Expected> expected = new ConcurrentHashMap<>();

    private ClusterConnection(String key, SharedClient client) {
        this.key = key;
        this.client = client;
    }

    /** The settings by which jobs of a session find the cluster. */
    public static Configuration settings(URI restUrl) {
        Configuration settings = new Configuration();
        settings.setString("execution.target", TARGET);
        settings.set(RestOptions.ADDRESS, restUrl.getHost());
        settings.set(RestOptions.PORT, restUrl.getPort());
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, RETRIES);
        settings.set(RestOptions.RETRY_DELAY, RETRY_DELAY);
        settings.set(ClientOptions.CLIENT_TIMEOUT, CLIENT_TIMEOUT);
        return settings;
    }

    /** The connection to the cluster that the settings name; opened when there is none yet. */
    public static ClusterConnection of(ReadableConfig settings) {
        String key = settings.get(RestOptions.ADDRESS) + ":" + settings.get(RestOptions.PORT);
        return OPEN.computeIfAbsent(
                key, unused -> open(key, Configuration.fromMap(settings.toMap())));
    }

    /**
     * Lets somebody know of a job just before it is handed to the cluster, which may keep it though
     * its answer gets lost.
     *
     * @param news called on the submitting thread
     */
    public Expected expect(JobID job, Runnable news) {
        Expected one = new Expected(job, requireNonNull(news, "news"));
        expected.put(job, one);
        return one;
    }

    /** Hands a job to the cluster; completes when the cluster has taken it. */
    public CompletableFuture<JobID> submit(JobGraph job) {
        Expected awaited = expected.get(job.getJobID());
        if (awaited != null) {
            awaited.submits();
        }
        return client.submitJob(requireNonNull(job, "job"));
    }

    public CompletableFuture<JobStatus> status(JobID job) {
        return client.getJobStatus(job);
    }

    /** How a job ended; to be asked only when it did. */
    public CompletableFuture<JobResult> result(JobID job) {
        return client.requestJobResult(job);
    }

    public CompletableFuture<?> cancel(JobID job) {
        return client.cancel(job);
    }

    /** Opens what the first submission would otherwise wait for. */
    public CompletableFuture<?> warmUp() {
        return client.getClusterOverview();
    }

    @Override
    public void close() {
        OPEN.remove(key, this);
        client.shutDown();
    }

    RestClusterClient<StandaloneClusterId> client() {
        return client;
    }

    private static ClusterConnection open(String key, Configuration settings) {
        try {
            return new ClusterConnection(key, new SharedClient(settings));
        } catch (Exception e) {
            throw new IllegalStateException("cluster: " + key + ": " + e.getMessage(), e);
        }
    }

    /** A job that may be submitted until this is closed. Confined to the submitting thread. */
    public final class Expected implements AutoCloseable {
        private final JobID job;
        private final Runnable news;
        private boolean isSubmitted;

        private Expected(JobID job, Runnable news) {
            this.job = job;
            this.news = news;
        }

        /** Whether the cluster may have got it. */
        public boolean isSubmitted() {
            return isSubmitted;
        }

        @Override
        public void close() {
            expected.remove(job, this);
        }

        private void submits() {
            isSubmitted = true;
            news.run();
        }
    }

    /** Flink's job clients close the client they use after every call; this one stays open. */
    private static final class SharedClient extends RestClusterClient<StandaloneClusterId> {
        SharedClient(Configuration settings) throws Exception {
            super(settings, StandaloneClusterId.getInstance());
        }

        @Override
        public void close() {}

        void shutDown() {
            super.close();
        }
    }
}
