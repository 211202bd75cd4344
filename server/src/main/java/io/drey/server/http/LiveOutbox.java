package io.drey.server.http;

import io.drey.server.platform.JsonMappers;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on its way to one page. Thread-safe.
 *
 * <p>Nobody who puts something in waits for the page. Messages of one key replace each other while
 * they wait, and rows are held back by their watch, so that a page that reads slowly costs little.
 */
final class LiveOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(LiveOutbox.class);
    private static final int ALIGNMENT = 8;

    private final Sockets.Connection connection;
    private final Executor senders;
    private final Map<String, Supplier<@Nullable Map<String, ?>>> messages = new LinkedHashMap<>();
    private final Deque<ByteBuffer> frames = new ArrayDeque<>();
    private boolean isSending;
    private boolean isClosed;

    LiveOutbox(Sockets.Connection connection, Executor senders) {
        this.connection = connection;
        this.senders = senders;
    }

    /** The way for one watch, which adds its id to everything. */
    WatchSource.Out forWatch(String id) {
        return new WatchSource.Out() {
            @Override
            public void send(String op, String key, Map<String, ?> fields) {
                Map<String, ?> message = message(op, fields);
                put(id + '\n' + key, () -> message);
            }

            @Override
            public void sendLater(String op, Supplier<@Nullable Map<String, ?>> fields) {
                put(
                        id + '\n' + op,
                        () -> {
                            Map<String, ?> made = fields.get();
                            return made == null ? null : message(op, made);
                        });
            }

            private Map<String, ?> message(String op, Map<String, ?> fields) {
                Map<String, Object> message = new LinkedHashMap<>();
                message.put("op", op);
                message.put("id", id);
                message.putAll(fields);
                return message;
            }

            @Override
            public void send(Map<String, ?> header, ByteBuffer rows) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("id", id);
                all.putAll(header);
                put(frame(all, rows));
            }
        };
    }

    synchronized void close() {
        isClosed = true;
        messages.clear();
        frames.clear();
    }

    private synchronized void put(String key, Supplier<@Nullable Map<String, ?>> message) {
        if (!isClosed) {
            messages.put(key, message);
            send();
        }
    }

    private synchronized void put(ByteBuffer frame) {
        if (!isClosed) {
            frames.add(frame);
            send();
        }
    }

    private synchronized void send() {
        if (isSending) {
            return;
        }
        isSending = true;
        try {
            senders.execute(this::sendAll);
        } catch (RejectedExecutionException e) {
            close();
            connection.close("too many pages");
        }
    }

    private void sendAll() {
        try {
            while (true) {
                Supplier<@Nullable Map<String, ?>> next = nextMessage();
                ByteBuffer frame = next == null ? nextFrame() : null;
                if (next != null) {
                    // Made outside the lock: whoever makes it may be sending at the same moment.
                    Map<String, ?> message = next.get();
                    if (message != null) {
                        connection.send(JsonMappers.api().writeValueAsString(message));
                    }
                } else if (frame != null) {
                    connection.send(frame);
                } else if (isDone()) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("Lost a page", e);
            close();
            connection.close("cannot be written to");
        }
    }

    private synchronized @Nullable Supplier<@Nullable Map<String, ?>> nextMessage() {
        var each = messages.values().iterator();
        if (!each.hasNext()) {
            return null;
        }
        Supplier<@Nullable Map<String, ?>> next = each.next();
        each.remove();
        return next;
    }

    private synchronized @Nullable ByteBuffer nextFrame() {
        return frames.poll();
    }

    private synchronized boolean isDone() {
        isSending = !messages.isEmpty() || !frames.isEmpty();
        return !isSending;
    }

    // The header is padded with spaces, so that the rows begin where readers can map them in place.
    private static ByteBuffer frame(Map<String, ?> header, ByteBuffer rows) {
        byte[] json = JsonMappers.api().writeValueAsBytes(header);
        int padded = (4 + json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - 4;
        ByteBuffer frame = ByteBuffer.allocate(4 + padded + rows.remaining());
        frame.putInt(padded).put(json);
        while (frame.position() < 4 + padded) {
            frame.put((byte) ' ');
        }
        return frame.put(rows.duplicate()).flip();
    }
}
