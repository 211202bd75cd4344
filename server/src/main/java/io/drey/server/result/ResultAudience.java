package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.ResultInfo;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who look at a result or hear of it. Thread-safe; called without the result's lock. */
final class ResultAudience {
    private final ResultContext context;
    private final CopyOnWriteArrayList<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile long lookedAt;

    ResultAudience(ResultContext context) {
        this.context = requireNonNull(context, "context");
        touch();
    }

    /** Calls back after every change, on the thread that made it; must not block. */
    void add(Runnable watcher) {
        touch();
        watchers.add(watcher);
    }

    void remove(Runnable watcher) {
        watchers.remove(watcher);
        touch();
    }

    boolean isWatching() {
        return !watchers.isEmpty();
    }

    /** When somebody last looked at it, in epoch milliseconds. */
    long lookedAt() {
        return lookedAt;
    }

    void touch() {
        lookedAt = context.clock().millis();
    }

    /** Rows or counts changed. */
    void tellChanged() {
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }

    /** The state changed. */
    void tellState(ResultInfo now) {
        tellChanged();
        context.observer().stateChanged(now);
    }

    /** Drey ended the result, so its job should be cancelled. */
    void tellStopped(ResultInfo stopped) {
        tellState(stopped);
        context.observer().stopWanted(stopped);
    }
}
