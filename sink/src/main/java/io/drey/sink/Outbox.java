package io.drey.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * The rows on their way: the open batch, batches to send, batches sent but not yet confirmed.
 *
 * <p>The task's thread adds, the sending thread takes, the reading thread confirms. A full window
 * makes the task wait, which is Flink's back-pressure. Thread-safe.
 */
final class Outbox implements ResultConnection.Listener {
    /** Something to send. */
    interface Outgoing {
        void sendOn(ResultConnection connection) throws IOException;
    }

    private static final long BATCH_BYTES = 256 << 10;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long WINDOW_BYTES = 32 << 20;

    private final ReentrantLock lock = new ReentrantLock();

    /** The sending thread may have something to do. */
    private final Condition work = lock.newCondition();

    /** The task may go on: there is room, or all is confirmed, or there is no point any more. */
    private final Condition progress = lock.newCondition();

    private final RowEncoder encoder;
    private final Deque<Batch> unsent = new ArrayDeque<>();
    private final Deque<Batch> sent = new ArrayDeque<>();
    private long unconfirmedBytes;
    private long lastSeq;
    private long rows;
    private long watermark = Frames.NO_WATERMARK;
    private long lastCutNanos = System.nanoTime() - BATCH_NANOS;
    private long lastProgressNanos = System.nanoTime();
    private boolean isEnded;
    private boolean isEndTaken;
    private boolean isEndConfirmed;
    private boolean isStopped;
    private boolean isClosed;
    private volatile @Nullable Throwable failure;
    private @Nullable ResultConnection lost;
    private @Nullable IOException lossReason;

    /**
     * An empty outbox.
     *
     * @param lastSeq the last number the server knows of this attempt: a JobManager that took over
     *     counts attempts from 0 again
     */
    Outbox(RowEncoder encoder, long lastSeq) {
        this.encoder = encoder;
        this.lastSeq = lastSeq;
    }

    /** Adds a row; waits while the window is full. */
    void add(RowData row) throws IOException, InterruptedException {
        lock.lock();
        try {
            requireHealthy();
            if (isStopped) {
                return;
            }
            append(row);
            if (encoder.rowCount() == 1) {
                work.signal();
            }
            if (encoder.bytes() >= BATCH_BYTES) {
                awaitRoom();
                cut();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes a watermark; it goes out with the next batch. */
    void advance(long newWatermark) {
        lock.lock();
        try {
            watermark = newWatermark;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends the rest and waits until the server has confirmed everything.
     *
     * @param patience how long to wait without any progress
     * @return false if the server gave no sign of life for that long
     */
    boolean end(Duration patience) throws IOException, InterruptedException {
        lock.lock();
        try {
            requireHealthy();
            cut();
            isEnded = true;
            work.signal();
            lastProgressNanos = System.nanoTime();
            while (!isStopped && !isEndConfirmed) {
                long left = lastProgressNanos + patience.toNanos() - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                progress.awaitNanos(left);
                requireHealthy();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            isClosed = true;
            work.signalAll();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(Throwable cause) {
        lock.lock();
        try {
            failure = cause;
            work.signalAll();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Throws what made the sink fail, if anything did. */
    void requireHealthy() throws IOException {
        Throwable cause = failure;
        if (cause instanceof IOException) {
            throw (IOException) cause;
        }
        if (cause != null) {
            throw new IOException("The result sink failed", cause);
        }
    }

    /**
     * Waits for something to send; null when nothing will come any more.
     *
     * @throws IOException if this connection is lost
     */
    @Nullable Outgoing take(ResultConnection connection) throws IOException, InterruptedException {
        lock.lock();
        try {
            while (true) {
                if (isClosed || isStopped || failure != null) {
                    return null;
                }
                if (lost == connection && lossReason != null && !isEndConfirmed) {
                    throw lossReason;
                }
                Outgoing next = next();
                if (next != null) {
                    return next;
                }
                long wait = nanosUntilCut();
                if (wait > 0) {
                    work.awaitNanos(wait);
                } else {
                    cut();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Goes on over a new connection: what the server has stored is done, the rest goes again. */
    void resume(long storedSeq) {
        lock.lock();
        try {
            if (storedSeq > lastSeq) {
                throw new IllegalStateException(
                        "stored batch " + storedSeq + " (expected: at most " + lastSeq + ")");
            }
            while (!sent.isEmpty()) {
                unsent.addFirst(sent.removeLast());
            }
            forget(unsent, storedSeq);
            isEndTaken = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void acknowledged(long seq) {
        lock.lock();
        try {
            // The server confirms the end like a batch: with the last number, once more.
            isEndConfirmed = isEndTaken && sent.isEmpty() && seq == lastSeq;
            forget(sent, seq);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stopped() {
        lock.lock();
        try {
            isStopped = true;
            encoder.clear();
            unsent.clear();
            sent.clear();
            unconfirmedBytes = 0;
            work.signalAll();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(ResultRefusedException reason) {
        fail(reason);
    }

    @Override
    public void disconnected(ResultConnection connection, IOException reason) {
        lock.lock();
        try {
            lost = connection;
            lossReason = reason;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void append(RowData row) {
        try {
            encoder.append(row);
            rows++;
        } catch (RuntimeException e) {
            // Half a row must not go out with the next cut.
            encoder.clear();
            failure = e;
            throw e;
        }
    }

    private void awaitRoom() throws IOException, InterruptedException {
        while (unconfirmedBytes >= WINDOW_BYTES && !isClosed) {
            progress.await();
            requireHealthy();
        }
    }

    private @Nullable Outgoing next() {
        Batch batch = unsent.poll();
        if (batch != null) {
            sent.add(batch);
            return batch;
        }
        if (isEnded && !isEndTaken) {
            isEndTaken = true;
            long endSeq = lastSeq;
            long endRows = rows;
            return connection -> connection.sendEnd(endSeq, endRows);
        }
        return null;
    }

    /**
     * When the open batch is due. Rows wait for company only if a batch went out just now, so the
     * first row of all, and every row of a slow stream, leaves at once.
     */
    private long nanosUntilCut() {
        if (encoder.rowCount() == 0 || unconfirmedBytes >= WINDOW_BYTES) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, lastCutNanos + BATCH_NANOS - System.nanoTime());
    }

    private void cut() {
        if (encoder.rowCount() == 0) {
            return;
        }
        int batchRows = encoder.rowCount();
        Batch batch = new Batch(++lastSeq, watermark, batchRows, encoder.finish());
        unsent.add(batch);
        unconfirmedBytes += batch.message.remaining();
        lastCutNanos = System.nanoTime();
        work.signal();
    }

    private void forget(Deque<Batch> batches, long seq) {
        while (!batches.isEmpty() && batches.getFirst().seq <= seq) {
            unconfirmedBytes -= batches.removeFirst().message.remaining();
        }
        lastProgressNanos = System.nanoTime();
        progress.signalAll();
        // A batch that was due may have been waiting for the window.
        work.signal();
    }

    private static final class Batch implements Outgoing {
        final long seq;
        final ByteBuffer message;
        private final long watermark;
        private final int rows;

        Batch(long seq, long watermark, int rows, ByteBuffer message) {
            this.seq = seq;
            this.watermark = watermark;
            this.rows = rows;
            this.message = message;
        }

        @Override
        public void sendOn(ResultConnection connection) throws IOException {
            connection.sendBatch(seq, watermark, rows, message);
        }
    }
}
