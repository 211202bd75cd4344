package io.drey.kernel;

import io.drey.protocol.Envelope;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to the server, numbered, and the latest that may have to be sent again.
 *
 * <p>Thread-safe. Bounded: adding blocks while too much waits, and sent messages are kept only as
 * far as a connection can lose them, which is what its buffers hold.
 */
final class Outbox {
    private static final long WAITING_BYTES = 64L << 20;
    private static final long SENT_BYTES = 16L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Item> sent = new ArrayDeque<>();
    private final Deque<Item> waiting = new ArrayDeque<>();
    private long sentBytes;
    private long waitingBytes;
    private long lastSeq;
    private boolean isClosed;

    /**
     * Numbers a message and puts it at the end.
     *
     * @param re id of the message it answers
     */
    void add(Message message, @Nullable String re) {
        lock.lock();
        try {
            awaitRoom();
            long seq = ++lastSeq;
            append(Item.text(seq, new Envelope("k" + seq, re, seq, message).toJson()));
        } finally {
            lock.unlock();
        }
    }

    void add(RowFrame rows) {
        lock.lock();
        try {
            awaitRoom();
            append(Item.rows(lastSeq, rows.toBytes()));
        } finally {
            lock.unlock();
        }
    }

    /** The next item to send; empty when none came in time or {@link #wake} was called. */
    Optional<Item> take(Duration timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (waiting.isEmpty()) {
                boolean unused = changed.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
            }
            Item item = waiting.poll();
            if (item != null) {
                waitingBytes -= item.size();
                remember(item);
                changed.signalAll();
            }
            return Optional.ofNullable(item);
        } finally {
            lock.unlock();
        }
    }

    /** Makes a waiting {@link #take} return. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts back what was sent after the last message that is known to have arrived. */
    void rewindTo(long arrivedSeq) {
        lock.lock();
        try {
            while (!sent.isEmpty()) {
                Item item = sent.removeLast();
                // Rows carry the number of the message before them: they may have been lost alone.
                if (item.isText() ? item.seq() <= arrivedSeq : item.seq() < arrivedSeq) {
                    break;
                }
                waiting.addFirst(item);
                waitingBytes += item.size();
            }
            sent.clear();
            sentBytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything was handed to the connection. */
    boolean isEmpty() {
        lock.lock();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Lets no more in; whoever waits for room is told so. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom() {
        while (waitingBytes >= WAITING_BYTES && !isClosed) {
            changed.awaitUninterruptibly();
        }
        if (isClosed) {
            throw new CancellationException("the kernel ends");
        }
    }

    private void append(Item item) {
        waiting.add(item);
        waitingBytes += item.size();
        changed.signalAll();
    }

    private void remember(Item item) {
        sent.add(item);
        sentBytes += item.size();
        while (sentBytes > SENT_BYTES && sent.size() > 1) {
            sentBytes -= sent.remove().size();
        }
    }

    /**
     * A text or a binary frame.
     *
     * @param seq the message's number; for rows the number of the message before them
     */
    record Item(long seq, @Nullable String text, @Nullable ByteBuffer bytes) {
        static Item text(long seq, String text) {
            return new Item(seq, text, null);
        }

        static Item rows(long seq, ByteBuffer bytes) {
            return new Item(seq, null, bytes);
        }

        boolean isText() {
            return text != null;
        }

        int size() {
            return (text == null ? 0 : text.length()) + (bytes == null ? 0 : bytes.remaining());
        }
    }
}
