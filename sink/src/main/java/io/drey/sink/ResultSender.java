package io.drey.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that sends, and that looks for the server again when it went away. */
final class ResultSender implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultSender.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final long CLOSE_MILLIS = 500;

    private final ResultTarget target;
    private final Subtask subtask;
    private final ByteBuffer schema;
    private final Outbox outbox;
    private final Runnable onFailure;
    private final Thread thread;
    private volatile ResultConnection connection;

    /**
     * A sender over a connection that has been opened already.
     *
     * @param onFailure called by the sending thread after the outbox learned of a failure
     */
    ResultSender(
            ResultTarget target,
            Subtask subtask,
            ByteBuffer schema,
            Outbox outbox,
            ResultConnection connection,
            Runnable onFailure) {
        this.target = target;
        this.subtask = subtask;
        this.schema = schema;
        this.outbox = outbox;
        this.connection = connection;
        this.onFailure = onFailure;
        this.thread = new Thread(this, "drey-result-send " + subtask);
        this.thread.setDaemon(true);
    }

    void start() {
        connection.listen(outbox, "drey-result-read " + subtask);
        thread.start();
    }

    @Override
    public void run() {
        try {
            while (true) {
                try {
                    sendAll();
                    break;
                } catch (IOException e) {
                    connection.close();
                    reconnect(e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Stop sending result={} subtask={}", target, subtask);
        } catch (IOException | RuntimeException e) {
            outbox.fail(e);
        } finally {
            connection.close();
        }
        if (outbox.hasFailed()) {
            onFailure.run();
        }
    }

    /** Stops at once; whoever wants everything to arrive waits for the outbox before. */
    void close() throws InterruptedException {
        outbox.close();
        connection.close();
        thread.interrupt();
        // Dialing cannot be interrupted; the thread ends by itself when it fails or succeeds.
        thread.join(CLOSE_MILLIS);
    }

    private void sendAll() throws IOException, InterruptedException {
        Outbox.Outgoing next = outbox.take(connection);
        while (next != null) {
            next.sendOn(connection);
            next = outbox.take(connection);
        }
    }

    private void reconnect(IOException reason) throws IOException, InterruptedException {
        LOG.warn("Reconnect result={} subtask={} cause={}", target, subtask, reason.toString());
        Duration patience = target.reconnectTimeout;
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        IOException last = reason;
        while (System.nanoTime() < deadline) {
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            try {
                useNewConnection();
                return;
            } catch (ResultRefusedException e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new ResultLostException(target, patience, last);
    }

    private void useNewConnection() throws IOException {
        ResultConnection next =
                ResultConnection.open(target, subtask, schema, target.connectTimeout);
        if (next.isStopped()) {
            outbox.stopped();
        } else {
            outbox.resume(next.lastSeq());
        }
        connection = next;
        next.listen(outbox, "drey-result-read " + subtask);
        LOG.info("Go on with result={} subtask={} after={}", target, subtask, next.lastSeq());
    }
}
