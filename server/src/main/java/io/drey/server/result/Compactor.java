package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.server.result.view.Compaction;
import io.drey.server.result.view.KeyedView;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the log of an updating result in proportion to its table, beside the arrival of rows.
 *
 * <p>Called under the result's lock, which its own work takes only at the end.
 */
final class Compactor {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

    private final ResultContext context;
    private final Lock lock;
    private final Predicate<ResultTable> isInUse;

    /**
     * Works for one result.
     *
     * @param isInUse whether a table is still the result's; asked under the lock
     */
    Compactor(ResultContext context, Lock lock, Predicate<ResultTable> isInUse) {
        this.context = requireNonNull(context, "context");
        this.lock = requireNonNull(lock, "lock");
        this.isInUse = requireNonNull(isInUse, "isInUse");
    }

    /** Begins a compaction when it pays; without one, the log only stays longer than need be. */
    void compactIfDue(ResultTable table) {
        ResultSettings settings = context.settings();
        KeyedView view = table.keyedView().orElse(null);
        if (view == null || !view.isCompactionDue(settings.compactAbove(), settings.quota() / 2)) {
            return;
        }
        Compaction compaction;
        try {
            compaction = view.compact(table.log());
        } catch (IOException e) {
            LOG.warn("Cannot begin a compaction of rows={}", table.log().rows(), e);
            return;
        }
        try {
            context.workers().execute(() -> run(table, view, compaction));
        } catch (RejectedExecutionException e) {
            view.giveUp();
            compaction.abort();
        }
    }

    private void run(ResultTable table, KeyedView view, Compaction compaction) {
        boolean isDone = false;
        try {
            compaction.run();
            isDone = finish(table, view, compaction);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot compact rows={}", table.log().rows(), e);
        } finally {
            if (!isDone) {
                giveUp(view, compaction);
            }
        }
    }

    private boolean finish(ResultTable table, KeyedView view, Compaction compaction)
            throws IOException {
        lock.lock();
        try {
            if (!isInUse.test(table)) {
                return false;
            }
            ResultSettings settings = context.settings();
            table.log().install(compaction.writer(), settings.keptChanges(), settings.quota() / 2);
            view.finish(compaction);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(KeyedView view, Compaction compaction) {
        compaction.abort();
        lock.lock();
        try {
            view.giveUp();
        } finally {
            lock.unlock();
        }
    }
}
