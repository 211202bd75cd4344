package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowStreamWriter;
import io.drey.arrow.BatchBuilder;
import io.drey.server.platform.JsonMappers;
import io.drey.server.result.ChangeCursor;
import io.drey.server.result.ChangeFrame;
import io.drey.server.result.ChangeRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;

/** Writes changes to a client as they come. Confined to the request's thread. */
final class ChangeStream {
    // Shorter than any proxy's patience, and soon enough to notice a client that left.
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final Duration SCHEMA_WAIT = Duration.ofMillis(200);

    private final ChangeCursor cursor;
    private final boolean isFollowing;

    ChangeStream(ChangeCursor cursor, boolean isFollowing) {
        this.cursor = requireNonNull(cursor, "cursor");
        this.isFollowing = isFollowing;
    }

    /** Writes whole batches as they are stored, the fast way. */
    void writeArrow(OutputStream out) throws IOException, InterruptedException {
        while (cursor.schema().isEmpty() && isFollowing && !cursor.isAtEnd()) {
            cursor.await(SCHEMA_WAIT);
        }
        ArrowSchema schema = cursor.schema().orElse(new ArrowSchema(List.of()));
        ByteBuffer empty = new BatchBuilder(schema).finish();
        try (ArrowStreamWriter writer = new ArrowStreamWriter(out, schema)) {
            Beat beat = () -> writer.write(empty);
            for (ChangeFrame frame = next(out, beat); frame != null; frame = next(out, beat)) {
                writer.write(frame.arrow());
            }
        }
        out.flush();
    }

    /** Writes one JSON object per change and line. */
    void writeLines(OutputStream out) throws IOException, InterruptedException {
        ObjectWriter json = JsonMappers.api().writer();
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        ChangeRows rows = new ChangeRows(cursor);
        Beat beat = () -> out.write(lineEnd);
        for (ChangeFrame frame = next(out, beat); frame != null; frame = next(out, beat)) {
            for (ChangeRows.Row row : rows.of(frame)) {
                out.write(json.writeValueAsBytes(row));
                out.write(lineEnd);
            }
        }
        out.flush();
    }

    private interface Beat {
        void write() throws IOException;
    }

    // Null at the end. What was written goes out before waiting.
    private @Nullable ChangeFrame next(OutputStream out, Beat beat)
            throws IOException, InterruptedException {
        ChangeFrame frame = cursor.next();
        if (frame != null || !isFollowing) {
            return frame;
        }
        out.flush();
        while (true) {
            frame = cursor.next(HEARTBEAT);
            if (frame != null || cursor.isAtEnd()) {
                return frame;
            }
            beat.write();
            out.flush();
        }
    }
}
