package io.drey.server.platform;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every thread pool of the server is made here: named, bounded, of daemon threads. */
public final class NamedThreads {
    private static final Logger LOG = LoggerFactory.getLogger(NamedThreads.class);
    private static final long KEEP_ALIVE_SECONDS = 30;

    private NamedThreads() {}

    /** At most {@code size} threads; further work waits in a queue. */
    public static ExecutorService fixed(String name, int size) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        size,
                        size,
                        KEEP_ALIVE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        factory(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** At most {@code max} threads; work beyond is refused with RejectedExecutionException. */
    public static ExecutorService bounded(String name, int max) {
        return new ThreadPoolExecutor(
                0,
                max,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory(name));
    }

    /** Timed work on {@code size} threads; a task that throws is logged and runs again. */
    public static ScheduledExecutorService scheduled(String name, int size) {
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(size, factory(name));
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    /** Wraps repeated work so that one failure does not end the repetition. */
    public static Runnable logged(String what, Runnable work) {
        requireNonNull(work, "work");
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("Failed work={}", what, e);
            }
        };
    }

    /** Ends a pool, waiting a little for what is at work. */
    public static void close(ExecutorService pool) {
        pool.shutdownNow();
        try {
            pool.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory factory(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "drey-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(
                    (dead, error) -> LOG.error("Died thread={}", dead.getName(), error));
            return thread;
        };
    }
}
