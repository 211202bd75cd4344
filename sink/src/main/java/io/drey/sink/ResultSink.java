package io.drey.sink;

import java.io.IOException;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Sends the rows of each subtask to the server over a connection of its own. */
public final class ResultSink implements Sink<RowData> {
    private static final long serialVersionUID = 1L;

    private final ResultTarget target;
    private final RowType rowType;
    private final long limit;

    /**
     * Describes the sink; nothing is opened yet.
     *
     * @param limit rows after which a subtask sends no more; 0 for no limit
     */
    public ResultSink(ResultTarget target, RowType rowType, long limit) {
        this.target = target;
        this.rowType = rowType;
        this.limit = limit;
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
        return open(context.getTaskInfo(), context.getMailboxExecutor());
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public SinkWriter<RowData> createWriter(InitContext context) throws IOException {
        return open(context.getTaskInfo(), context.getMailboxExecutor());
    }

    private SinkWriter<RowData> open(TaskInfo task, MailboxExecutor mailbox) throws IOException {
        Subtask subtask =
                new Subtask(
                        task.getIndexOfThisSubtask(),
                        task.getNumberOfParallelSubtasks(),
                        task.getAttemptNumber());
        return ResultSinkWriter.open(target, rowType, subtask, limit, mailbox);
    }
}
