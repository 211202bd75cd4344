package io.drey.kernel.flink120.statement;

import io.drey.kernel.Outlet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the rows of queries by Flink's own way, through the JobManager, and sends them on.
 *
 * <p>Much slower than the sink, but needs no connection from the tasks to the server.
 */
final class CollectedQueries {
    private static final Logger LOG = LoggerFactory.getLogger(CollectedQueries.class);

    /** How long a row may wait for others before it is sent. */
    private static final long FLUSH_MILLIS = 50;

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "drey-collect-timer"));

    /** Submits the query's job on the session thread; its rows are fetched on another. */
    void start(OpenQuery query, StatementEnvironment environment) {
        TableResultInternal result = environment.tables().executeInternal(query.query());
        Outlet outlet = query.statement().outlet();
        RowFrames frames = new RowFrames(outlet, query.statement().resultId(), query.schema());
        daemon(() -> fetch(result, frames), "drey-collect").start();
    }

    private void fetch(TableResultInternal result, RowFrames frames) {
        ScheduledFuture<?> flushing =
                timer.scheduleWithFixedDelay(
                        () -> flush(frames), FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
        try (CloseableIterator<RowData> rows = result.collectInternal()) {
            while (rows.hasNext()) {
                RowData row = rows.next();
                synchronized (frames) {
                    frames.add(row);
                }
            }
            synchronized (frames) {
                frames.end();
            }
        } catch (Exception e) {
            // Why the job ended is told by whoever watches it.
            LOG.info("Stopped collecting", e);
        } finally {
            flushing.cancel(false);
        }
    }

    private static void flush(RowFrames frames) {
        synchronized (frames) {
            try {
                frames.flush();
            } catch (CancellationException e) {
                LOG.debug("The kernel ends", e);
            }
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
