package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultId;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins watches; they share one timer. Thread-safe. */
public final class ResultWatches {
    private static final Logger LOG = LoggerFactory.getLogger(ResultWatches.class);

    private final ResultService results;
    private final ScheduledExecutorService timer;
    private final Executor workers;

    /**
     * @param workers makes the frames
     */
    public ResultWatches(ResultService results, ScheduledExecutorService timer, Executor workers) {
        this.results = requireNonNull(results, "results");
        this.timer = requireNonNull(timer, "timer");
        this.workers = requireNonNull(workers, "workers");
    }

    /**
     * Shows a part of a result, now and whenever it changes, until closed.
     *
     * @throws io.drey.model.DreyException RESULT_NOT_FOUND
     */
    public Watch watch(ResultId id, WatchRequest request, WatchTarget target) {
        Watch watch = new Watch(this, results.stored(id), request, target);
        watch.start();
        return watch;
    }

    Clock clock() {
        return results.context().clock();
    }

    /** Does what may take long, so that it holds nobody else up. */
    void runAsideAfter(long millis, Runnable work) {
        runAfter(millis, work, results.context().arrangers());
    }

    void runAfter(long millis, Runnable work) {
        runAfter(millis, work, workers);
    }

    private void runAfter(long millis, Runnable work, Executor executor) {
        try {
            if (millis <= 0) {
                executor.execute(work);
            } else {
                timer.schedule(() -> executor.execute(work), millis, TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Not showing results any more: the server stops", e);
        }
    }
}
