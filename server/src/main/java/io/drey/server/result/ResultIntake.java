package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.RecordBatchView;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.result.log.FrameHeader;
import io.drey.server.result.log.SubtaskState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one result's rows in, within its bounds. Thread-safe. */
final class ResultIntake {
    private static final Logger LOG = LoggerFactory.getLogger(ResultIntake.class);

    private final ResultHome home;
    private final ResultAudience audience;
    private final ResultBounds bounds;
    private final Compactor compactor;
    private final Lock lock;
    private final Clock clock;

    ResultIntake(ResultContext context, Path directory, ResultHome home, ResultAudience audience) {
        this.home = requireNonNull(home, "home");
        this.audience = requireNonNull(audience, "audience");
        this.bounds = new ResultBounds(context, directory, home.record());
        this.compactor = new Compactor(context, home.lock(), home::isInUse);
        this.lock = home.lock();
        this.clock = context.clock();
    }

    /**
     * A subtask of the sink connected.
     *
     * @return the last batch of this attempt that is stored
     */
    long connect(int subtask, int attempt, int parallelism) throws IOException {
        if (subtask < 0 || subtask >= FrameHeader.MAX_SUBTASKS) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "subtask: "
                            + subtask
                            + " (expected: 0.."
                            + (FrameHeader.MAX_SUBTASKS - 1)
                            + ")");
        }
        ResultInfo started;
        long lastSeq;
        lock.lock();
        try {
            ResultTable table = home.table();
            table.log().setParallelism(parallelism);
            SubtaskState known = table.log().subtask(subtask);
            lastSeq = known.attempt() == attempt ? known.lastSeq() : 0;
            started = home.begin();
        } finally {
            lock.unlock();
        }
        if (started != null) {
            audience.tellState(started);
        }
        return lastSeq;
    }

    /**
     * Takes the columns' types, or checks that they are still the same.
     *
     * @throws DreyException BAD_REQUEST if they do not fit the result
     */
    void putSchema(ByteBuffer message) throws IOException {
        ResultInfo stopped = null;
        lock.lock();
        try {
            if (home.takesMore()) {
                ResultTable table = home.table();
                stopped = orStop(table, () -> table.putSchema(message));
            }
        } finally {
            lock.unlock();
        }
        tell(stopped);
    }

    /**
     * Stores a batch unless it is there already.
     *
     * @return whether the result takes more
     * @throws DreyException BAD_REQUEST if it is damaged, or an earlier one is missing
     */
    boolean store(IncomingBatch batch) throws IOException {
        ResultTable table = openTable();
        if (table == null) {
            return false;
        }
        // Without the lock, so that subtasks do not wait for each other's batches to be read.
        RecordBatchView parsed = table.parse(batch);
        ResultInfo stopped;
        lock.lock();
        try {
            if (!home.takesMore()) {
                return false;
            }
            SubtaskState known = table.log().subtask(batch.subtask());
            if (!Sequence.isNext(known, batch)) {
                return true;
            }
            stopped = write(table, known, batch, parsed);
        } finally {
            lock.unlock();
        }
        tell(stopped);
        return stopped == null;
    }

    /**
     * A subtask has sent all it will send; with the last of them the result is complete.
     *
     * @throws DreyException BAD_REQUEST if batches are missing
     */
    void endSubtask(int subtask, int attempt, long lastSeq) throws IOException {
        ResultInfo complete = null;
        ResultInfo stopped;
        lock.lock();
        try {
            if (!home.takesMore()) {
                return;
            }
            ResultTable table = home.table();
            if (!Sequence.isEnd(table.log().subtask(subtask), attempt, lastSeq)) {
                return;
            }
            stopped = orStop(table, () -> table.end(subtask, attempt, lastSeq));
            if (stopped == null && table.log().haveAllEnded()) {
                complete = home.finish(ResultState.COMPLETE, null);
            }
        } finally {
            lock.unlock();
        }
        if (complete != null) {
            audience.tellState(complete);
        } else {
            tell(stopped);
        }
    }

    private void tell(@Nullable ResultInfo stopped) {
        if (stopped == null) {
            audience.tellChanged();
        } else {
            audience.tellStopped(stopped);
        }
    }

    private @Nullable ResultTable openTable() throws IOException {
        lock.lock();
        try {
            return home.takesMore() ? home.table() : null;
        } finally {
            lock.unlock();
        }
    }

    // Answers the info when this batch brought the result to its end.
    private @Nullable ResultInfo write(
            ResultTable table, SubtaskState known, IncomingBatch batch, RecordBatchView parsed)
            throws IOException {
        if (batch.attempt() > known.attempt() && known.rows() > 0) {
            ResultInfo info = home.record().info();
            if (info.mode() == ExecutionMode.BATCH) {
                return home.finish(ResultState.INTERRUPTED, ResultBounds.RESTARTED_BATCH);
            }
            if (info.changelog() != ChangelogKind.UPSERT) {
                home.change(now -> ResultInfos.withWhy(now, ResultBounds.RESTARTED_STREAM));
            }
        }
        ResultInfo stopped = orStop(table, () -> append(table, batch, parsed));
        if (stopped != null) {
            return stopped;
        }
        home.countIn(parsed.rowCount());
        compactor.compactIfDue(table);
        String why = bounds.whyFull(table);
        return why == null ? null : home.finish(ResultState.STOPPED, why);
    }

    private void append(ResultTable table, IncomingBatch batch, RecordBatchView parsed)
            throws IOException {
        bounds.requireSpace(batch.arrow().remaining());
        int fitting = bounds.fitting(table, parsed.rowCount());
        if (fitting < parsed.rowCount()) {
            IncomingBatch part = ResultTable.firstRows(batch, parsed, fitting);
            table.append(part, table.parse(part), clock.millis());
        } else {
            table.append(batch, parsed, clock.millis());
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    // What cannot be stored ends the result; answers its info then, else null.
    private @Nullable ResultInfo orStop(ResultTable table, Writing writing) {
        try {
            writing.run();
            return null;
        } catch (IOException e) {
            LOG.warn("Cannot store rows result={}", home.record().info().id(), e);
            return home.finish(ResultState.FAILED, bounds.whyNotStored(e, table.log().rows()));
        }
    }
}
