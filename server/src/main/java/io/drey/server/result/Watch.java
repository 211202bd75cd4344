package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at a result. Thread-safe.
 *
 * <p>A frame is made only when something changed, the one before was acknowledged, and 80
 * milliseconds have passed, which leaves ten paints per second room for delays; so what happens in
 * between costs nothing, and a slow reader costs nothing.
 */
public final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long FRAME_MILLIS = 80;
    private static final long FADE_MILLIS = 1000;

    /** So many of the changes that led to a moment are told. */
    private static final int MOMENT_CHANGES = 200;

    private final ResultWatches watches;
    private final StoredResult result;
    private final WatchTarget target;
    private final Runnable onChange = this::changed;
    private WatchRequest request;
    private @Nullable WatchRequest shownMoment;
    private boolean isDirty;
    private boolean isPlanned;
    private boolean isFading;
    private boolean isAwaitingAck;
    private boolean isClosed;
    private long sentFrame;
    private long shownAt = Long.MIN_VALUE / 2;
    private @Nullable ResultInfo shownInfo;
    private @Nullable Arrangement heldFor;
    private @Nullable LiveArrangement held;

    Watch(ResultWatches watches, StoredResult result, WatchRequest request, WatchTarget target) {
        this.watches = watches;
        this.result = result;
        this.request = requireNonNull(request, "request");
        this.target = requireNonNull(target, "target");
    }

    void start() {
        result.audience().add(onChange);
        changed();
    }

    /** Looks at another part; it is shown as soon as the frame on the way was acknowledged. */
    public synchronized void change(WatchRequest other) {
        request = requireNonNull(other, "other");
        shownAt = Long.MIN_VALUE / 2;
        changed();
    }

    /** The reader is done with a frame, so that the next may come. */
    public synchronized void acknowledge(long frame) {
        if (frame >= sentFrame) {
            isAwaitingAck = false;
            plan();
            planFade();
        }
    }

    /** Whether it ended, so that nothing will be shown any more. */
    public synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        result.audience().remove(onChange);
        hold(null, null);
    }

    private synchronized void changed() {
        isDirty = true;
        plan();
    }

    private synchronized void plan() {
        if (isDirty && !isPlanned && !isAwaitingAck && !isClosed) {
            isPlanned = true;
            long due = shownAt + FRAME_MILLIS;
            long wait = due - watches.clock().millis();
            if (request.moment() == null) {
                watches.runAfter(wait, this::show);
            } else {
                watches.runAsideAfter(wait, this::show);
            }
        }
    }

    private void show() {
        WatchRequest current;
        synchronized (this) {
            isDirty = false;
            shownAt = watches.clock().millis();
            current = request;
        }
        attempt(
                () -> {
                    showInfo();
                    showRows(current);
                });
        finishPlanned();
    }

    private void showRows(WatchRequest current) throws IOException {
        MomentAt at = current.moment();
        if (at != null) {
            showMoment(current, at);
            return;
        }
        synchronized (this) {
            shownMoment = null;
        }
        boolean isTable = current.view() == WatchRequest.View.TABLE;
        Optional<PickedRows> found =
                isTable ? pickTable(current) : result.pickChanges(current.limit());
        if (found.isEmpty()) {
            return;
        }
        try (PickedRows picked = found.get()) {
            int[] columns =
                    isTable
                            ? RowsOut.columns(picked.schema(), current.columns())
                            : RowsOut.changeColumns(picked.schema(), current.columns());
            ArrowPage page = ResultReader.window(picked, columns);
            // Noted first: the acknowledgement may come before the call returns.
            synchronized (this) {
                sentFrame = page.frame();
                isAwaitingAck = true;
            }
            target.show(current.view(), page);
        }
    }

    // What was does not change, so it is shown once for each request.
    private void showMoment(WatchRequest current, MomentAt at) throws IOException {
        WatchRequest before;
        synchronized (this) {
            before = shownMoment;
        }
        if (current.equals(before)) {
            return;
        }
        hold(null, null);
        boolean hasSteps = before != null && at.equals(before.moment());
        Optional<ShownMoment> found =
                result.pickMoment(
                        at,
                        hasSteps ? 0 : MOMENT_CHANGES,
                        current.offset(),
                        current.limit(),
                        current.isTail());
        if (found.isEmpty()) {
            return;
        }
        try (ShownMoment shown = found.get()) {
            int[] columns = RowsOut.columns(shown.schema(), current.columns());
            ArrowPage page = ResultReader.window(shown.rows(), columns, shown.moment());
            synchronized (this) {
                sentFrame = page.frame();
                isAwaitingAck = true;
                shownMoment = current;
            }
            target.show(current.view(), page);
            if (!hasSteps) {
                target.show(
                        new MomentSteps(
                                shown.picked().steps(),
                                ResultReader.window(shown.stepRows(), columns, shown.moment())));
            }
        }
    }

    private Optional<PickedRows> pickTable(WatchRequest current) throws IOException {
        if (!current.isArranged()) {
            hold(null, null);
            return result.pick(current.offset(), current.limit(), current.isTail());
        }
        LiveArrangement arrangement = arrangement(current.arrangement());
        return arrangement == null
                ? Optional.empty()
                : Optional.of(
                        arrangement.pick(current.offset(), current.limit(), current.isTail()));
    }

    private @Nullable LiveArrangement arrangement(Arrangement wanted) throws IOException {
        synchronized (this) {
            if (wanted.equals(heldFor)) {
                return held;
            }
        }
        LiveArrangement fresh = result.arrange(wanted).orElse(null);
        if (fresh != null) {
            hold(wanted, fresh);
        }
        return fresh;
    }

    private void hold(@Nullable Arrangement wanted, @Nullable LiveArrangement fresh) {
        LiveArrangement left;
        synchronized (this) {
            boolean isTooLate = isClosed && fresh != null;
            left = isTooLate ? fresh : held;
            if (!isTooLate) {
                held = fresh;
                heldFor = wanted;
            }
        }
        if (left != null) {
            left.release();
        }
    }

    private void showInfo() {
        ResultInfo info = result.info();
        synchronized (this) {
            if (info.equals(shownInfo)) {
                return;
            }
            shownInfo = info;
            planFade();
        }
        target.show(info);
    }

    // The rate falls while nothing comes, and nothing else would tell.
    private synchronized void planFade() {
        if (!isFading && !isClosed && shownInfo != null && shownInfo.ratePerSecond() > 0) {
            isFading = true;
            watches.runAfter(FADE_MILLIS, this::fade);
        }
    }

    private void fade() {
        synchronized (this) {
            isFading = false;
            if (isClosed || isAwaitingAck || isPlanned) {
                return;
            }
            isPlanned = true;
        }
        attempt(this::showInfo);
        finishPlanned();
    }

    private interface Showing {
        void run() throws IOException;
    }

    private void attempt(Showing showing) {
        synchronized (this) {
            if (isClosed) {
                return;
            }
        }
        try {
            showing.run();
        } catch (IOException e) {
            fail(new DreyException(DreyErrorCode.INTERNAL, "rows cannot be read", e));
        } catch (CancellationException e) {
            LOG.debug("Not shown: the arrangement was given up result={}", result.id(), e);
        } catch (DreyException e) {
            if (mayPass(e)) {
                noteMistake();
                target.failed(e);
            } else {
                fail(e);
            }
        } catch (RuntimeException e) {
            LOG.error("Ended watch result={}", result.id(), e);
            fail(new DreyException(DreyErrorCode.INTERNAL, "rows cannot be shown", e));
        }
    }

    // The next request may ask for something else, and a later try may find room on the disk.
    private synchronized boolean mayPass(DreyException e) {
        boolean isOther = request.isArranged() || request.moment() != null;
        return isOther && e.code() != DreyErrorCode.RESULT_NOT_FOUND;
    }

    // The same moment is not tried again and again.
    private synchronized void noteMistake() {
        shownMoment = request.moment() == null ? null : request;
    }

    private synchronized void finishPlanned() {
        isPlanned = false;
        plan();
    }

    private void fail(DreyException why) {
        close();
        target.failed(why);
    }
}
