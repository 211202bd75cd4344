package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.RunProgress;
import io.drey.server.platform.NamedThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a cluster: lists them, ends them, and follows those that runs have started.
 *
 * <p>The cluster is asked once per second, and only while somebody looks or a job is tracked.
 * Thread-safe.
 */
public final class JobService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobService.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /**
     * A job is told before it is submitted, which the kernel tries for half a minute; and one that
     * was just submitted may not be on the list yet.
     */
    private static final Duration UNLISTED_LIMIT = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final Clock clock;
    private final ScheduledExecutorService poller = NamedThreads.scheduled("jobs", 1);
    private final List<JobListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<JobId, TrackedJob> tracked = new ConcurrentHashMap<>();
    private final Map<JobId, JobOrigin> origins = new ConcurrentHashMap<>();
    private final AtomicInteger watchers = new AtomicInteger();
    private final JobCatalog catalog;

    private volatile @Nullable Listing latest;

    private record Listing(Instant at, List<JobInfo> jobs) {}

    public JobService(Cluster cluster, Clock clock) {
        this.cluster = requireNonNull(cluster, "cluster");
        this.clock = requireNonNull(clock, "clock");
        this.catalog = new JobCatalog(cluster, origins);
        poller.scheduleWithFixedDelay(
                NamedThreads.logged("poll jobs", this::poll),
                PERIOD.toMillis(),
                PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Running jobs and remembered ended ones, the newest first; at most a second old.
     *
     * @throws DreyException CLUSTER_UNAVAILABLE if the cluster does not answer
     */
    public List<JobInfo> list() {
        Listing listing = latest;
        if (listing == null
                || listing.at().isBefore(clock.instant().minus(PERIOD.multipliedBy(2)))) {
            listing = refresh();
        }
        return listing.jobs();
    }

    /**
     * One job with its counts and, if it failed, the cause.
     *
     * @throws DreyException JOB_NOT_FOUND, CLUSTER_UNAVAILABLE
     */
    public JobInfo get(JobId id) {
        synchronized (catalog) {
            return catalog.look(cluster.rest(), id).info();
        }
    }

    /**
     * Asks for a job's end. It goes on to exist as CANCELING for a moment.
     *
     * @throws DreyException JOB_NOT_FOUND, CLUSTER_UNAVAILABLE
     */
    public void cancel(JobId id) {
        LOG.info("Cancel job={}", id);
        cluster.rest().cancel(id);
        latest = null;
    }

    /** Follows a job until it has ended, and remembers who started it. */
    public void track(JobId id, JobOrigin origin) {
        origins.put(id, origin);
        tracked.put(id, new TrackedJob(id, cluster.generation(), clock.instant()));
    }

    /** Lets the jobs of a notebook lead to the path it has now. */
    public void moveNotebook(String from, String to) {
        synchronized (catalog) {
            catalog.moveNotebook(from, to);
        }
        latest = null;
    }

    /** Remembers who started a job of an earlier server, without following it. */
    public void remember(JobId id, JobOrigin origin) {
        origins.put(id, origin);
    }

    /** Keeps the list fresh until the returned watch is closed. */
    public Watch watch() {
        watchers.incrementAndGet();
        return new Watch(watchers);
    }

    public void addListener(JobListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        NamedThreads.close(poller);
    }

    /** Somebody who looks at the jobs. Closing it twice does nothing more. */
    public static final class Watch implements AutoCloseable {
        private final AtomicInteger count;
        private boolean isClosed;

        private Watch(AtomicInteger count) {
            this.count = count;
        }

        @Override
        public synchronized void close() {
            if (!isClosed) {
                isClosed = true;
                count.decrementAndGet();
            }
        }
    }

    private void poll() {
        if (tracked.isEmpty() && watchers.get() == 0) {
            return;
        }
        loseEarlierGenerations();
        try {
            refresh();
        } catch (DreyException e) {
            LOG.debug("Cannot list jobs: {}", e.getMessage());
        }
    }

    private void loseEarlierGenerations() {
        long generation = cluster.generation();
        for (TrackedJob job : tracked.values()) {
            if (job.generation() < generation && tracked.remove(job.id(), job)) {
                String why = "The cluster was restarted, and the job ended with it";
                listeners.forEach(listener -> listener.jobLost(job.id(), why));
            }
        }
    }

    private Listing refresh() {
        synchronized (catalog) {
            FlinkRest rest = cluster.rest();
            List<JobInfo> infos = new ArrayList<>();
            Set<JobId> listed = new HashSet<>();
            for (FlinkJob job : rest.jobs()) {
                listed.add(job.id());
                infos.add(look(rest, job));
            }
            infos.sort(JobCatalog.NEWEST_FIRST);
            catalog.retain(listed);
            loseUnlisted(listed);
            Listing listing = new Listing(clock.instant(), List.copyOf(infos));
            latest = listing;
            return listing;
        }
    }

    private JobInfo look(FlinkRest rest, FlinkJob job) {
        TrackedJob follow = tracked.get(job.id());
        if (follow == null && (job.isEnded() || watchers.get() == 0)) {
            return catalog.glance(job);
        }
        try {
            JobCatalog.Look look = catalog.look(rest, job.id());
            if (follow != null) {
                tell(follow, look.info(), look.progress());
            }
            return look.info();
        } catch (DreyException e) {
            // It may have been forgotten in between, or the cluster is going down.
            LOG.debug("Cannot look at job={}: {}", job.id(), e.getMessage());
            return catalog.glance(job);
        }
    }

    private void tell(TrackedJob job, JobInfo info, RunProgress progress) {
        boolean isNews = job.sees(info, progress);
        if (FlinkJob.isEnded(info.state())) {
            tracked.remove(job.id(), job);
        }
        if (isNews) {
            listeners.forEach(listener -> listener.jobChanged(info, progress));
        }
    }

    private void loseUnlisted(Set<JobId> listed) {
        Instant limit = clock.instant().minus(UNLISTED_LIMIT);
        for (TrackedJob job : tracked.values()) {
            if (listed.contains(job.id())) {
                job.listed(clock.instant());
            } else if (job.lastListed().isBefore(limit) && tracked.remove(job.id(), job)) {
                String why = "The cluster does not know the job";
                listeners.forEach(listener -> listener.jobLost(job.id(), why));
            }
        }
    }
}
