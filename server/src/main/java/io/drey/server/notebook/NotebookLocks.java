package io.drey.server.notebook;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets what happens to one path happen in turn. Thread-safe. */
final class NotebookLocks {
    private static final int LOCKS = 64;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    <T> T locked(NotebookPath path, Supplier<T> work) {
        return locked(path, path, work);
    }

    <T> T locked(NotebookPath one, NotebookPath other, Supplier<T> work) {
        int first = Math.floorMod(one.hashCode(), LOCKS);
        int second = Math.floorMod(other.hashCode(), LOCKS);
        // Always in the same order, so that two moves never wait for each other.
        ReentrantLock outer = locks.get(Math.min(first, second));
        ReentrantLock inner = locks.get(Math.max(first, second));
        outer.lock();
        try {
            inner.lock();
            try {
                return work.get();
            } finally {
                inner.unlock();
            }
        } finally {
            outer.unlock();
        }
    }
}
