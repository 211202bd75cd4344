package io.drey.server.result.arrange;

import static java.util.Objects.requireNonNull;

import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.TableRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.IntBuffer;
import java.util.concurrent.CancellationException;

/**
 * The rows of a table, arranged. Readable from the front while the work goes on.
 *
 * <p>Thread-safe. Closing makes the work end, and lets go of everything as soon as those who still
 * read have ended too.
 */
public final class ArrangedRows implements AutoCloseable {
    /** So many rows are picked at once; of more, the numbers alone would fill the memory. */
    static final int STRETCH = 1 << 17;

    private final TableRows rows;
    private final Scratch scratch;
    private final IntBuffer order;
    private volatile int scanned;
    private volatile int matched;
    private volatile int standing;
    private volatile boolean isWhole;
    private volatile boolean isGivenUp;
    private boolean isClosed;
    private int holds = 1;

    ArrangedRows(TableRows rows, Scratch scratch, IntBuffer order) {
        this.rows = requireNonNull(rows, "rows");
        this.scratch = requireNonNull(scratch, "scratch");
        this.order = requireNonNull(order, "order");
    }

    /** Rows of the table. */
    public int tableRows() {
        return rows.count();
    }

    /** Rows of the table that were looked at so far. */
    public int scanned() {
        return scanned;
    }

    /** Rows found so far; all there are once {@link #scanned} is {@link #tableRows}. */
    public int matched() {
        return matched;
    }

    /** Rows that can be read so far, from the front. */
    public int standing() {
        return standing;
    }

    /** Whether nothing is left to do. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Bytes of disk held beside the log. */
    public long diskBytes() {
        return scratch.size();
    }

    /** Bytes of memory held. */
    public long heapBytes() {
        return rows.heapBytes();
    }

    /**
     * Picks rows that stand, by their numbers in the arrangement.
     *
     * @throws CancellationException if closed
     */
    public synchronized RowSelection pick(int from, int count) throws IOException {
        if (isClosed) {
            throw new CancellationException("the arrangement is closed");
        }
        int picked = Math.max(0, Math.min(count, standing - from));
        if (picked <= STRETCH) {
            return pickStretch(from, picked);
        }
        holds++;
        return new StretchedRows(this, from, picked);
    }

    /** Picks a few rows for somebody who holds on to all. */
    RowSelection pickStretch(int from, int count) throws IOException {
        int[] positions = new int[count];
        order.get(from, positions);
        return rows.pick(positions);
    }

    /** Somebody who held on does so no more. */
    synchronized void letGo() {
        holds--;
        if (holds > 0) {
            return;
        }
        rows.close();
        try {
            scratch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TableRows rows() {
        return rows;
    }

    /** Positions in the order wanted, to be written from the front. */
    IntBuffer order() {
        return order;
    }

    /** Makes the work end soon. */
    public void giveUp() {
        isGivenUp = true;
    }

    @Override
    public synchronized void close() {
        giveUp();
        if (!isClosed) {
            isClosed = true;
            letGo();
        }
    }

    void requireWanted() {
        if (isGivenUp) {
            throw new CancellationException("the arrangement is not wanted any more");
        }
    }

    synchronized void scanned(int more) {
        requireWanted();
        scanned += more;
    }

    void matched(int rowsFound) {
        matched = rowsFound;
    }

    void standing(int rowsStanding) {
        requireWanted();
        standing = rowsStanding;
    }

    void whole() {
        isWhole = true;
    }
}
