package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.ByteSizes;
import io.drey.server.result.arrange.ArrangedRows;
import io.drey.server.result.arrange.Arranger;
import io.drey.server.result.view.TableRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One arrangement of a result's rows, shared by all who want it, kept up while the result changes.
 *
 * <p>Thread-safe. It is made anew at most so often that making it takes a fifth of the time; in
 * between the last one is shown. The result's lock is taken under this one's monitor, never the
 * other way round.
 */
final class LiveArrangement {
    private static final Logger LOG = LoggerFactory.getLogger(LiveArrangement.class);
    private static final int REST_PER_WORK = 4;
    private static final long PROGRESS_MILLIS = 100;
    private static final long REST_AFTER_FAILURE_MILLIS = 1000;
    private static final long LINGER_SECONDS = 60;

    private final ResultContext context;
    private final Path directory;
    private final ArrowSchema schema;
    private final Arranger arranger;
    private final Source source;
    private volatile @Nullable ArrangedRows shown;
    private @Nullable ArrangedRows working;
    private @Nullable Frozen shownOf;
    private @Nullable Failure failure;
    private boolean isWorking;
    private boolean isPlanned;
    private boolean isClosed;
    private int users;
    private long notBefore;
    private volatile long toldAt = Long.MIN_VALUE / 2;

    /** Where the rows come from. */
    interface Source {
        /** Grows whenever the table changes. */
        long version() throws IOException;

        Frozen freeze() throws IOException;

        /** More of the arrangement can be read. */
        void tellChanged();

        /** It was closed for good. */
        void closed(LiveArrangement arrangement);
    }

    /** The table at one moment. */
    record Frozen(TableRows rows, long version, long frame, long atMillis) {}

    /** Why the table of a version cannot be arranged. */
    private record Failure(DreyException why, long version) {}

    LiveArrangement(
            ResultContext context,
            Path directory,
            ArrowSchema schema,
            Arranger arranger,
            Source source) {
        this.context = requireNonNull(context, "context");
        this.directory = requireNonNull(directory, "directory");
        this.schema = requireNonNull(schema, "schema");
        this.arranger = requireNonNull(arranger, "arranger");
        this.source = requireNonNull(source, "source");
    }

    /** Somebody begins to look at it; false when it was closed meanwhile. */
    synchronized boolean acquire() {
        if (isClosed) {
            return false;
        }
        users++;
        // Whoever comes anew wants it tried anew.
        failure = null;
        context.idle().remove(this);
        return true;
    }

    /** Somebody looks at it no more. */
    void release() {
        boolean isOfUse;
        synchronized (this) {
            users--;
            if (users > 0 || isClosed) {
                return;
            }
            if (working != null) {
                working.giveUp();
            }
            isOfUse = failure == null;
        }
        if (isOfUse) {
            context.idle().add(this);
        } else {
            closeIfIdle();
        }
    }

    /** Bytes of disk held beside the log; asked for without the monitor. */
    long diskBytes() {
        ArrangedRows current = shown;
        return current == null ? 0 : current.diskBytes();
    }

    /** Bytes of memory held; asked for without the monitor. */
    long heapBytes() {
        ArrangedRows current = shown;
        return current == null ? 0 : current.heapBytes();
    }

    void closeIfIdle() {
        synchronized (this) {
            if (users > 0) {
                return;
            }
            // Marked at once, so that nobody begins to look at what is about to go.
            isClosed = true;
        }
        close();
    }

    void close() {
        synchronized (this) {
            isClosed = true;
            if (working != null) {
                working.giveUp();
            }
            closeShown();
            notifyAll();
        }
        context.idle().remove(this);
        source.closed(this);
    }

    /** Picks rows of what there is so far, and sees to it that the rest comes. */
    synchronized PickedRows pick(long offset, long limit, boolean isFromEnd) throws IOException {
        keepUp();
        requireNoFailure();
        ArrangedRows current = shown;
        Frozen of = shownOf;
        if (current == null || of == null) {
            return PickedRows.none(schema, new ArrangedState(0, 0, 0, false, false, 0));
        }
        int standing = current.standing();
        long from = Math.min(standing, isFromEnd ? Math.max(0, standing - limit) : offset);
        int count = (int) Math.min(limit, standing - from);
        ArrangedState state =
                new ArrangedState(
                        current.tableRows(),
                        current.scanned(),
                        current.matched(),
                        current.isWhole(),
                        of.version() != source.version(),
                        of.atMillis());
        return new PickedRows(
                of.frame(),
                from,
                current.matched(),
                schema,
                current.pick((int) from, count),
                state);
    }

    /**
     * Waits until the table of this moment or a later one is arranged, then picks of it.
     *
     * @throws DreyException TIMEOUT if that takes too long; it goes on for a while then
     */
    synchronized PickedRows pickWhole(long offset, long limit, Duration patience)
            throws IOException {
        long wanted = source.version();
        long deadline = context.clock().millis() + patience.toMillis();
        while (true) {
            requireNoFailure();
            if (isClosed) {
                throw new CancellationException("the result was closed");
            }
            Frozen of = shownOf;
            if (shown != null && shown.isWhole() && of != null && of.version() >= wanted) {
                return pick(offset, limit, false);
            }
            keepUp();
            if (context.clock().millis() >= deadline) {
                throw tooLate(patience);
            }
            try {
                wait(PROGRESS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    private DreyException tooLate(Duration patience) {
        // Whoever asks again soon finds what was done until then.
        if (acquire()) {
            CompletableFuture.delayedExecutor(LINGER_SECONDS, TimeUnit.SECONDS, context.arrangers())
                    .execute(this::release);
        }
        ArrangedRows current = working;
        return new DreyException(
                DreyErrorCode.TIMEOUT,
                String.format(
                        Locale.ROOT,
                        "rows are not arranged after %,d s: %s (expected: all; it goes on for"
                                + " %,d s more, so ask again, or wait longer)",
                        patience.toSeconds(),
                        current == null
                                ? "others are before it"
                                : String.format(
                                        Locale.ROOT,
                                        "%,d of %,d rows looked at",
                                        current.scanned(),
                                        current.tableRows()),
                        LINGER_SECONDS));
    }

    private synchronized void keepUp() throws IOException {
        Frozen of = shownOf;
        long version = source.version();
        boolean isCurrent = shown != null && of != null && of.version() == version;
        boolean isInVain = failure != null && failure.version() == version;
        if (isWorking || isPlanned || isClosed || isCurrent || isInVain) {
            return;
        }
        long wait = notBefore - context.clock().millis();
        isPlanned = true;
        try {
            if (wait <= 0) {
                context.arrangers().execute(this::workIfWanted);
            } else {
                CompletableFuture.delayedExecutor(wait, TimeUnit.MILLISECONDS, context.arrangers())
                        .execute(this::workIfWanted);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Not arranging any more: the server stops", e);
        }
    }

    private void workIfWanted() {
        synchronized (this) {
            isPlanned = false;
            if (isWorking || isClosed || users == 0) {
                return;
            }
            isWorking = true;
        }
        long begun = context.clock().millis();
        long version = -1;
        try {
            version = source.version();
            work();
            failed(null);
        } catch (CancellationException e) {
            LOG.debug("Gave up an arrangement", e);
        } catch (IOException | RuntimeException | InternalError e) {
            failed(new Failure(explained(e), version));
        } finally {
            long now = context.clock().millis();
            synchronized (this) {
                isWorking = false;
                long rest = failure == null ? 0 : REST_AFTER_FAILURE_MILLIS;
                notBefore = now + Math.max(rest, REST_PER_WORK * (now - begun));
                notifyAll();
            }
            source.tellChanged();
        }
    }

    private void work() throws IOException {
        Frozen frozen = source.freeze();
        requireDisk(frozen.rows());
        ArrangedRows fresh = arranger.begin(frozen.rows(), directory);
        boolean isFirst;
        synchronized (this) {
            isFirst = shown == null;
            working = fresh;
            if (isFirst) {
                shown = fresh;
                shownOf = frozen;
            }
        }
        boolean isDone = false;
        try {
            arranger.work(
                    fresh, directory, context.arrangers(), isFirst ? this::tellProgress : () -> {});
            isDone = true;
        } finally {
            adopt(fresh, frozen, isDone);
        }
    }

    private void requireDisk(TableRows rows) throws IOException {
        long needed = arranger.diskBytes(rows.count());
        long free = context.files().usableBytes(directory) - context.settings().minFree();
        if (needed > free) {
            rows.close();
            throw new DreyException(
                    DreyErrorCode.DISK_FULL,
                    "rows cannot be arranged: their index takes "
                            + ByteSizes.format(needed)
                            + " of disk, "
                            + ByteSizes.format(needed - Math.max(0, free))
                            + " more than may be used ("
                            + ByteSizes.format(context.settings().minFree())
                            + " stay free: option "
                            + ResultOptions.MIN_FREE.key()
                            + ")");
        }
    }

    private synchronized void adopt(ArrangedRows fresh, Frozen frozen, boolean isDone) {
        working = null;
        if (isClosed || !isDone) {
            shown = shown == fresh ? null : shown;
            fresh.close();
        } else if (shown != fresh) {
            closeShown();
            shown = fresh;
            shownOf = frozen;
        }
    }

    // What is still being worked on is closed when that has ended.
    private void closeShown() {
        ArrangedRows current = shown;
        shown = null;
        if (current != null && current != working) {
            current.close();
        }
    }

    private void tellProgress() {
        long now = context.clock().millis();
        if (now - toldAt >= PROGRESS_MILLIS) {
            toldAt = now;
            source.tellChanged();
        }
    }

    private synchronized void failed(@Nullable Failure latest) {
        failure = latest;
    }

    private static DreyException explained(Throwable why) {
        if (why instanceof DreyException known) {
            return known;
        }
        if (why instanceof InternalError) {
            // What a file that is mapped says when the disk has no room for it.
            return new DreyException(
                    DreyErrorCode.DISK_FULL, "rows cannot be arranged: no room for the index", why);
        }
        LOG.error("Failed to arrange rows", why);
        return new DreyException(
                DreyErrorCode.INTERNAL, "rows cannot be arranged: " + why.getMessage(), why);
    }

    private void requireNoFailure() {
        if (failure != null) {
            throw failure.why();
        }
    }
}
