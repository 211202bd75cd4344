package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.result.arrange.ArrangedRows;
import io.drey.server.result.arrange.Arranger;
import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.TableRows;
import java.io.IOException;
import java.nio.file.Path;
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

    private final ResultContext context;
    private final Path directory;
    private final ArrowSchema schema;
    private final Arranger arranger;
    private final Source source;
    private volatile @Nullable ArrangedRows shown;
    private @Nullable ArrangedRows working;
    private @Nullable Frozen shownOf;
    private @Nullable Exception failure;
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
        context.idle().remove(this);
        return true;
    }

    /** Somebody looks at it no more. */
    void release() {
        synchronized (this) {
            users--;
            if (users > 0 || isClosed) {
                return;
            }
            if (working != null) {
                working.giveUp();
            }
        }
        context.idle().add(this);
    }

    /** Bytes held beside the log; asked for without the monitor. */
    long bytes() {
        ArrangedRows current = shown;
        return current == null ? 0 : current.bytes();
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
            return new PickedRows(
                    0, 0, 0, schema, NO_ROWS, new ArrangedState(0, 0, 0, false, false, 0));
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

    /** Waits until the table of this moment or a later one is arranged, then picks of it. */
    synchronized PickedRows pickWhole(long offset, long limit) throws IOException {
        long wanted = source.version();
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
            try {
                wait(PROGRESS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
    }

    private synchronized void keepUp() throws IOException {
        Frozen of = shownOf;
        boolean isCurrent = shown != null && of != null && of.version() == source.version();
        if (isWorking || isPlanned || isClosed || isCurrent) {
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
        try {
            work();
        } catch (CancellationException e) {
            LOG.debug("Gave up an arrangement", e);
        } catch (IOException | RuntimeException | InternalError e) {
            fail(e);
        } finally {
            long now = context.clock().millis();
            synchronized (this) {
                isWorking = false;
                notBefore = now + REST_PER_WORK * (now - begun);
                notifyAll();
            }
            source.tellChanged();
        }
    }

    private void work() throws IOException {
        Frozen frozen = source.freeze();
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

    private synchronized void fail(Throwable why) {
        if (why instanceof DreyException known) {
            failure = known;
        } else if (why instanceof InternalError) {
            // What a file that is mapped says when the disk has no room for it.
            failure =
                    new DreyException(
                            DreyErrorCode.DISK_FULL,
                            "rows cannot be arranged: no room for the index");
        } else if (why instanceof IOException io) {
            failure = io;
        } else {
            LOG.error("Failed to arrange rows", why);
            failure = new IOException("rows cannot be arranged", why);
        }
    }

    private void requireNoFailure() throws IOException {
        Exception why = failure;
        if (why != null) {
            failure = null;
            if (why instanceof DreyException known) {
                throw known;
            }
            throw new IOException(why);
        }
    }

    private static final RowSelection NO_ROWS =
            new RowSelection() {
                @Override
                public @Nullable Run next() {
                    return null;
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
}
