package io.drey.server.notebook;

/** A listener's stay at a notebook. Thread-safe. */
@FunctionalInterface
public interface NotebookWatch extends AutoCloseable {
    /** Ends it; a call under way may still reach the listener. */
    @Override
    void close();
}
