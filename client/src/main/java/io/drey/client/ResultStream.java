package io.drey.client;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowFormatException;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamReader;
import io.drey.arrow.RecordBatchView;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a result in Arrow batches, in place and without objects per row.
 *
 * <p>A stream of changes has {@link #OP_COLUMN} as its first column: 0 insert, 1 update before, 2
 * update after, 3 delete. Confined to one thread, but any thread may {@link #close} it, which ends
 * a waiting {@link #next}.
 */
public final class ResultStream implements Closeable {
    /** Name of the column that says what happened to a row. */
    public static final String OP_COLUMN = "__op";

    private final InputStream body;
    private final long frame;
    private final long total;
    private @Nullable ArrowStreamReader reader;
    private volatile boolean isClosed;

    /**
     * @param frame the change frame that a page reflects; -1 for a stream of changes
     * @param total rows of the whole table at that frame; -1 for a stream of changes
     */
    ResultStream(InputStream body, long frame, long total) {
        this.body = requireNonNull(body, "body");
        this.frame = frame;
        this.total = total;
    }

    public long frame() {
        return frame;
    }

    public long total() {
        return total;
    }

    /** Waits for the first bytes and returns the columns. */
    public ArrowSchema schema() {
        return reader().schema();
    }

    /** Returns the next batch, waiting for it; null at the end or when closed. */
    public @Nullable RecordBatchView next() {
        try {
            return reader().next();
        } catch (IOException e) {
            if (isClosed) {
                return null;
            }
            throw broken(e);
        } catch (ArrowFormatException e) {
            throw damaged(e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            body.close();
        } catch (IOException e) {
            // The connection is given up either way; there is nothing the caller could do.
        }
    }

    private ArrowStreamReader reader() {
        ArrowStreamReader open = reader;
        if (open == null) {
            try {
                open = new ArrowStreamReader(body);
            } catch (IOException e) {
                throw broken(e);
            } catch (ArrowFormatException e) {
                throw damaged(e);
            }
            reader = open;
        }
        return open;
    }

    private static DreyException damaged(ArrowFormatException e) {
        return new DreyException(
                DreyErrorCode.INTERNAL, "rows of the server: " + e.getMessage(), e);
    }

    private static DreyException broken(IOException e) {
        return new DreyException(
                DreyErrorCode.SERVER_UNAVAILABLE, "the server stopped in the middle of rows", e);
    }
}
