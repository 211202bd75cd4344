package io.drey.kernel.flink120.job;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.messages.FlinkJobNotFoundException;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns how jobs end. Thread-safe.
 *
 * <p>Flink's REST can only be asked, so it is asked often for a young job, which may be done in a
 * moment, and once a second for an old one. A cluster that does not answer proves nothing about its
 * jobs: they are asked for again.
 */
public final class JobWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobWatcher.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(40);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;

    private final ClusterConnection cluster;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "drey-job-watcher");
                        thread.setDaemon(true);
                        return thread;
                    });

    public JobWatcher(ClusterConnection cluster) {
        this.cluster = requireNonNull(cluster, "cluster");
    }

    /** Completes when the job has ended; the cause of a failure is part of it. */
    public CompletableFuture<JobEnd> watch(JobID job) {
        CompletableFuture<JobEnd> end = new CompletableFuture<>();
        askLater(job, FIRST_PAUSE, end);
        return end;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void askLater(JobID job, Duration pause, CompletableFuture<JobEnd> end) {
        try {
            var unused =
                    timer.schedule(
                            () -> ask(job, pause, end), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Watches job={} no more", job);
        }
    }

    private void ask(JobID job, Duration pause, CompletableFuture<JobEnd> end) {
        if (end.isDone()) {
            return;
        }
        var unused =
                cluster.status(job)
                        .whenComplete(
                                (status, problem) -> {
                                    if (isLost(problem)) {
                                        end.complete(new JobEnd(JobEnd.Kind.LOST, problem));
                                    } else if (status != null && status.isGloballyTerminalState()) {
                                        conclude(job, status, end);
                                    } else {
                                        askLater(job, longer(pause), end);
                                    }
                                });
    }

    private void conclude(JobID job, JobStatus status, CompletableFuture<JobEnd> end) {
        if (status == JobStatus.FINISHED) {
            end.complete(new JobEnd(JobEnd.Kind.FINISHED, null));
        } else if (status == JobStatus.CANCELED) {
            end.complete(new JobEnd(JobEnd.Kind.CANCELLED, null));
        } else {
            var unused =
                    cluster.result(job)
                            .whenComplete(
                                    (result, problem) -> {
                                        Throwable cause = cause(result, problem);
                                        end.complete(new JobEnd(JobEnd.Kind.FAILED, cause));
                                    });
        }
    }

    private static Throwable cause(JobResult result, Throwable problem) {
        if (problem != null) {
            LOG.info("Found no cause of a failed job", problem);
            return problem;
        }
        return result.getSerializedThrowable()
                .<Throwable>map(one -> one.deserializeError(JobWatcher.class.getClassLoader()))
                .orElseGet(() -> new IllegalStateException("the cluster gives no cause"));
    }

    private static boolean isLost(Throwable problem) {
        return problem != null
                && (ExceptionUtils.findThrowable(problem, FlinkJobNotFoundException.class)
                                .isPresent()
                        || ExceptionUtils.findThrowable(problem, RestClientException.class)
                                .filter(one -> one.getHttpResponseStatus().code() == NOT_FOUND)
                                .isPresent());
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }
}
