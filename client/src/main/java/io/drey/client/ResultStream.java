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
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
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

    private final PendingResponse response;
    private @Nullable ArrowStreamReader reader;
    private volatile boolean isClosed;

    ResultStream(PendingResponse response) {
        this.response = requireNonNull(response, "response");
    }

    /** The change frame that a page reflects; -1 for a stream of changes. */
    public long frame() {
        return header("X-Drey-Frame");
    }

    /** Rows of the whole table when a page was made; -1 for a stream of changes. */
    public long total() {
        return header("X-Drey-Total");
    }

    /**
     * Waits for the first bytes and returns the columns; none when the query ended without any.
     *
     * @throws DreyException CANCELLED when closed
     */
    public ArrowSchema schema() {
        try {
            return reader().schema();
        } catch (IOException | CancellationException e) {
            throw isClosed ? closed() : broken(e);
        }
    }

    /** Returns the next batch, waiting for it; null at the end or when closed. */
    public @Nullable RecordBatchView next() {
        try {
            return reader().next();
        } catch (IOException | CancellationException e) {
            if (isClosed) {
                return null;
            }
            throw broken(e);
        } catch (ArrowFormatException e) {
            throw new DreyException(
                    DreyErrorCode.INTERNAL, "rows of the server: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        response.cancel();
    }

    private ArrowStreamReader reader() throws IOException {
        ArrowStreamReader open = reader;
        if (open == null) {
            open = new ArrowStreamReader(await().body());
            reader = open;
        }
        return open;
    }

    private long header(String name) {
        try {
            return await().headers().firstValueAsLong(name).orElse(-1);
        } catch (IOException | CancellationException e) {
            throw isClosed ? closed() : broken(e);
        }
    }

    private HttpResponse<InputStream> await() throws IOException {
        try {
            return response.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(DreyErrorCode.CANCELLED, "interrupted while waiting", e);
        }
    }

    private static DreyException closed() {
        return new DreyException(DreyErrorCode.CANCELLED, "the stream of rows was closed");
    }

    private static DreyException broken(Exception e) {
        return new DreyException(
                DreyErrorCode.SERVER_UNAVAILABLE, "the server stopped in the middle of rows", e);
    }
}
