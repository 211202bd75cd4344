package io.drey.server.http;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something a page can watch over the live connection. Thread-safe. */
public interface WatchSource {
    /** The request that begins such a watch, for example {@code watch-runs}. */
    String op();

    /**
     * Begins a watch; must not wait for the reader.
     *
     * @throws io.drey.model.DreyException when there is nothing to watch; the page is told
     */
    LiveWatch watch(LiveRequest request, Out out);

    /** A watch under way. Thread-safe. */
    interface LiveWatch extends AutoCloseable {
        /** The page asked to watch again under the same id; false to close and begin anew. */
        default boolean change(LiveRequest request) {
            return false;
        }

        /** The page is done with a frame. */
        default void acknowledge(long frame) {}

        @Override
        void close();
    }

    /** The way to the page, which never waits: what cannot be sent yet is kept. Thread-safe. */
    interface Out {
        /**
         * Sends a message; it replaces one of the same {@code op} that was not sent yet.
         *
         * @param fields what to say besides the watch's id and {@code op}
         */
        default void send(String op, Map<String, ?> fields) {
            send(op, op, fields);
        }

        /**
         * Sends a message about one of several things.
         *
         * @param key a later message of the same key replaces one that was not sent yet
         */
        void send(String op, String key, Map<String, ?> fields);

        /**
         * Sends a message that is put together when the page can take it, so that all that happened
         * until then is in one.
         *
         * @param fields may be asked more than once, by another thread; null for nothing to say
         */
        void sendLater(String op, Supplier<@Nullable Map<String, ?>> fields);

        /** Sends rows behind a JSON header; the sender keeps them few by awaiting acks. */
        void send(Map<String, ?> header, ByteBuffer rows);
    }
}
