package io.drey.server.app;

import io.drey.server.platform.NamedThreads;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was put in, the latest first, whatever happens. Confined to one thread at a time. */
final class Closeables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closeables.class);

    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T closeable) {
        closeables.push(closeable);
        return closeable;
    }

    <T extends ExecutorService> T add(T threads) {
        closeables.push(() -> NamedThreads.close(threads));
        return threads;
    }

    @Override
    public void close() {
        while (!closeables.isEmpty()) {
            try {
                closeables.pop().close();
            } catch (Exception e) {
                LOG.warn("Failed to close a part", e);
            }
        }
    }
}
