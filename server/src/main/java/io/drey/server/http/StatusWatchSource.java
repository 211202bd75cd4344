package io.drey.server.http;

import io.drey.model.DreyException;
import io.drey.model.JobInfo;
import io.drey.model.StatusInfo;
import io.drey.server.cluster.JobService;
import io.drey.server.platform.NamedThreads;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * {@code watch-status}: processes, cluster and jobs, once per second while watched. Thread-safe.
 *
 * <p>The timer is its own, since a cluster that hangs makes it wait.
 */
public final class StatusWatchSource implements WatchSource {
    private final Supplier<StatusInfo> status;
    private final JobService jobs;
    private final ScheduledExecutorService timer;

    public StatusWatchSource(
            Supplier<StatusInfo> status, JobService jobs, ScheduledExecutorService timer) {
        this.status = status;
        this.jobs = jobs;
        this.timer = timer;
    }

    @Override
    public String op() {
        return "watch-status";
    }

    @Override
    public LiveWatch watch(LiveRequest request, Out out) {
        JobService.Watch fresh = jobs.watch();
        Future<?> repeated =
                timer.scheduleWithFixedDelay(
                        NamedThreads.logged("tell status", () -> tell(out)),
                        0,
                        1,
                        TimeUnit.SECONDS);
        return () -> {
            repeated.cancel(false);
            fresh.close();
        };
    }

    private void tell(Out out) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("op", "status");
        message.put("status", status.get());
        message.put("jobs", listJobs());
        out.send("status", message);
    }

    /** Without a cluster there are no jobs; the cluster's state says why. */
    private List<JobInfo> listJobs() {
        try {
            return jobs.list();
        } catch (DreyException e) {
            return List.of();
        }
    }
}
