package io.drey.server.app;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.JobRef;
import io.drey.model.RunInfo;
import io.drey.model.RunProgress;
import io.drey.server.cluster.JobListener;
import io.drey.server.cluster.JobOrigin;
import io.drey.server.cluster.JobService;
import io.drey.server.cluster.LocalCluster;
import io.drey.server.run.JobEnd;
import io.drey.server.run.RunJobs;
import io.drey.server.run.RunService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets runs use the cluster's jobs, and tells them what becomes of these. Thread-safe. */
final class JobsOfRuns implements RunJobs, JobListener {
    private static final Logger LOG = LoggerFactory.getLogger(JobsOfRuns.class);

    /**
     * How long a kernel may take to tell why a job failed; it asks every second at least, and says
     * it in plainer words than the cluster does.
     */
    private static final long KERNEL_GRACE_MILLIS = 1500;

    private static final long CANCEL_AGAIN_SECONDS = 2;

    private final LocalCluster cluster;
    private final JobService jobs;
    private final ExecutorService calls;
    private final Executor again;
    private final Executor afterKernel;
    private @Nullable RunService runs;

    /**
     * @param calls runs calls to the cluster, so that nobody waits for them
     */
    JobsOfRuns(LocalCluster cluster, JobService jobs, ExecutorService calls) {
        this.cluster = cluster;
        this.jobs = jobs;
        this.calls = calls;
        this.again =
                CompletableFuture.delayedExecutor(CANCEL_AGAIN_SECONDS, TimeUnit.SECONDS, calls);
        this.afterKernel =
                CompletableFuture.delayedExecutor(
                        KERNEL_GRACE_MILLIS, TimeUnit.MILLISECONDS, calls);
    }

    void setRuns(RunService runs) {
        this.runs = runs;
    }

    @Override
    public JobRef describe(JobId job, String clusterName, @Nullable String name) {
        String web = cluster.info().webUrl();
        return new JobRef(
                job, clusterName, name, web == null ? null : web + "/#/job/running/" + job);
    }

    @Override
    public void track(JobId job, RunInfo run) {
        jobs.track(job, new JobOrigin(run.id(), run.notebook(), run.cell()));
    }

    @Override
    public void cancel(JobId job) {
        calls.execute(() -> tryCancel(job));
    }

    @Override
    public void jobChanged(JobInfo job, RunProgress progress) {
        if (runs == null) {
            return;
        }
        runs.jobProgressed(job.id(), progress);
        switch (job.state()) {
            case "FINISHED" -> end(job, JobEnd.Outcome.FINISHED, null);
            case "CANCELED" -> end(job, JobEnd.Outcome.CANCELED, null);
            case "FAILED" ->
                    afterKernel.execute(() -> end(job, JobEnd.Outcome.FAILED, trace(job.id())));
            default -> LOG.debug("Job={} state={}", job.id(), job.state());
        }
    }

    @Override
    public void jobLost(JobId id, String why) {
        if (runs != null) {
            runs.jobEnded(id, new JobEnd(JobEnd.Outcome.LOST, why, null));
        }
    }

    private void end(JobInfo job, JobEnd.Outcome outcome, @Nullable String trace) {
        if (runs != null) {
            runs.jobEnded(job.id(), new JobEnd(outcome, job.why(), trace));
        }
    }

    // A job that nobody needs holds its slots for ever, so a cluster that is away is asked again.
    private void tryCancel(JobId job) {
        try {
            jobs.cancel(job);
        } catch (DreyException e) {
            boolean isAway = e.code() == DreyErrorCode.CLUSTER_UNAVAILABLE;
            LOG.info("{} job={} because={}", isAway ? "Retries" : "Left", job, e.getMessage());
            if (isAway) {
                again.execute(() -> tryCancel(job));
            }
        }
    }

    private @Nullable String trace(JobId id) {
        try {
            return cluster.rest().failure(id).map(f -> f.stackTrace()).orElse(null);
        } catch (DreyException e) {
            return null;
        }
    }
}
