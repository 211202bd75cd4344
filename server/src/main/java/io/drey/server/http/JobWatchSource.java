package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.Problem;
import io.drey.server.cluster.JobGraphService;
import io.drey.server.platform.NamedThreads;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code watch-job}: a job's graph, once per second while watched. Thread-safe. */
public final class JobWatchSource implements WatchSource {
    private static final Logger LOG = LoggerFactory.getLogger(JobWatchSource.class);

    private final JobGraphService graphs;
    private final ScheduledExecutorService timer;
    private final Executor background;

    public JobWatchSource(
            JobGraphService graphs, ScheduledExecutorService timer, Executor background) {
        this.graphs = graphs;
        this.timer = timer;
        this.background = background;
    }

    @Override
    public String op() {
        return "watch-job";
    }

    @Override
    public LiveWatch watch(LiveRequest request, Out out) {
        if (request.job() == null) {
            throw new DreyException(DreyErrorCode.BAD_REQUEST, "watch-job without a job");
        }
        JobId job = new JobId(request.job());
        AtomicBoolean isAsking = new AtomicBoolean();
        Future<?> repeated =
                timer.scheduleWithFixedDelay(
                        NamedThreads.logged(
                                "ask for a job's graph",
                                () -> {
                                    // The timer serves all; a slow cluster is waited for elsewhere.
                                    if (isAsking.compareAndSet(false, true)) {
                                        background.execute(() -> tell(job, out, isAsking));
                                    }
                                }),
                        0,
                        1,
                        TimeUnit.SECONDS);
        return () -> repeated.cancel(false);
    }

    private void tell(JobId job, Out out, AtomicBoolean isAsking) {
        try {
            out.send("job", Map.of("graph", graphs.get(job)));
        } catch (DreyException e) {
            out.send("problem", Map.of("problem", Problem.of(e, null)));
        } catch (RuntimeException e) {
            LOG.error("Cannot tell of job={}", job, e);
            DreyException failure = new DreyException(DreyErrorCode.INTERNAL, e.toString(), e);
            out.send("problem", Map.of("problem", Problem.of(failure, null)));
        } finally {
            isAsking.set(false);
        }
    }
}
