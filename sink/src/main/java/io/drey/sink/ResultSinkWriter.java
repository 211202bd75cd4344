package io.drey.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Writes the rows of one subtask. Confined to the task's thread. */
final class ResultSinkWriter implements SinkWriter<RowData> {
    private final ResultTarget target;
    private final Outbox outbox;
    private final ResultSender sender;
    private final long limit;
    private long rows;

    private ResultSinkWriter(ResultTarget target, Outbox outbox, ResultSender sender, long limit) {
        this.target = target;
        this.outbox = outbox;
        this.sender = sender;
        this.limit = limit == 0 ? Long.MAX_VALUE : limit;
    }

    /**
     * Connects.
     *
     * @throws ResultUnreachableException if the server cannot be reached
     * @throws ResultRefusedException if it can, but does not take the rows
     */
    static ResultSinkWriter open(
            ResultTarget target,
            RowType rowType,
            Subtask subtask,
            long limit,
            MailboxExecutor mailbox)
            throws IOException {
        RowEncoder encoder = new RowEncoder(rowType);
        ByteBuffer schema = encoder.schema().toMessage();
        ResultConnection connection = connect(target, subtask, schema);
        Outbox outbox = new Outbox(encoder, connection.lastSeq());
        if (connection.isStopped()) {
            outbox.stopped();
        }
        ResultSender sender =
                new ResultSender(
                        target, subtask, schema, outbox, connection, () -> raise(mailbox, outbox));
        sender.start();
        return new ResultSinkWriter(target, outbox, sender, limit);
    }

    private static ResultConnection connect(ResultTarget target, Subtask subtask, ByteBuffer schema)
            throws IOException {
        try {
            return ResultConnection.open(target, subtask, schema, target.connectTimeout);
        } catch (ResultRefusedException e) {
            throw e;
        } catch (IOException e) {
            throw new ResultUnreachableException(target, e);
        }
    }

    /** Fails the task even if no further row ever comes. */
    private static void raise(MailboxExecutor mailbox, Outbox outbox) {
        try {
            mailbox.execute(outbox::requireHealthy, "Fail the result sink");
        } catch (RejectedExecutionException e) {
            // The task is over already.
        }
    }

    @Override
    public void write(RowData row, Context context) throws IOException, InterruptedException {
        if (rows < limit) {
            rows++;
            outbox.add(row);
        }
    }

    @Override
    public void writeWatermark(Watermark watermark) {
        // The last watermark of a bounded input says only that the input ended.
        if (watermark.getTimestamp() != Watermark.MAX_WATERMARK.getTimestamp()) {
            outbox.advance(watermark.getTimestamp());
        }
    }

    /** Waits only at the end of the input: a preview holds up no checkpoint. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        outbox.requireHealthy();
        if (endOfInput && !outbox.end(target.reconnectTimeout)) {
            throw new ResultLostException(
                    target, target.reconnectTimeout, new IOException("no confirmation"));
        }
    }

    @Override
    public void close() throws InterruptedException {
        sender.close();
    }
}
