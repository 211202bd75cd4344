package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobRef;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.platform.Secrets;
import io.drey.server.result.log.SubtaskState;
import io.drey.server.result.view.KeyedView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One result: takes rows in, knows where it stands, lets rows be picked.
 *
 * <p>Thread-safe. One lock guards the log, the table and the state. Picked rows are read without
 * it, and nobody is told anything under it.
 */
final class StoredResult {
    private static final Logger LOG = LoggerFactory.getLogger(StoredResult.class);

    private final ResultContext context;
    private final Path directory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CopyOnWriteArrayList<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final RateMeter rate = new RateMeter();
    private final ResultBounds bounds;
    private final Compactor compactor;
    private volatile ResultRecord record;
    private volatile long lookedAt;
    private @Nullable ResultTable table;
    private boolean isDeleted;
    private boolean isUnsaved;

    StoredResult(ResultContext context, Path directory, ResultRecord record) {
        this.context = requireNonNull(context, "context");
        this.directory = requireNonNull(directory, "directory");
        this.record = requireNonNull(record, "record");
        this.bounds = new ResultBounds(context, directory, record);
        this.compactor = new Compactor(context, lock, open -> !isDeleted && table == open);
        touch();
    }

    ResultId id() {
        return record.info().id();
    }

    boolean isFinal() {
        return record.info().state().isFinal();
    }

    ExecutionMode mode() {
        return record.info().mode();
    }

    /** When it came to its end; null while it has not. */
    @Nullable Instant endedAt() {
        return record.info().endedAt();
    }

    /** Why it stands as it stands; null when the state says it all. */
    @Nullable String why() {
        return record.info().why();
    }

    boolean hasToken(String token) {
        return Secrets.isSame(Secrets.hash(token), record.tokenHash());
    }

    ResultInfo info() {
        lock.lock();
        try {
            return table == null ? record.info() : counted(table);
        } finally {
            lock.unlock();
        }
    }

    /** Opens the log, so that what a killed process left unfinished is cut off now. */
    void recover() throws IOException {
        lock.lock();
        try {
            table();
        } finally {
            lock.unlock();
        }
    }

    void changePath(ResultInfo.Path path) {
        lock.lock();
        try {
            save(ResultInfos.withPath(record.info(), path));
        } finally {
            lock.unlock();
        }
        signal();
    }

    void attachJob(JobRef job) {
        lock.lock();
        try {
            ResultInfo now = record.info();
            save(ResultInfos.withJob(now, job));
        } finally {
            lock.unlock();
        }
        signal();
    }

    /**
     * A subtask of the sink connected.
     *
     * @return the last batch of this attempt that is stored
     */
    long connect(int subtask, int attempt, int parallelism) throws IOException {
        ResultInfo started = null;
        long lastSeq;
        lock.lock();
        try {
            ResultTable open = table();
            open.log().setParallelism(parallelism);
            SubtaskState known = open.log().subtask(subtask);
            lastSeq = known.attempt() == attempt ? known.lastSeq() : 0;
            if (record.info().state() == ResultState.OPENING) {
                started = save(ResultInfos.withState(counted(open), ResultState.RUNNING, null));
            }
        } finally {
            lock.unlock();
        }
        if (started != null) {
            signal();
            context.observer().stateChanged(started);
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
            if (!isFinal() && !isDeleted) {
                ResultTable open = table();
                stopped = orStop(open, () -> open.putSchema(message));
            }
        } finally {
            lock.unlock();
        }
        signal();
        tellStopped(stopped);
    }

    /**
     * Stores a batch unless it is there already.
     *
     * @return whether the result takes more
     * @throws DreyException BAD_REQUEST if it is damaged, or an earlier one is missing
     */
    boolean store(IncomingBatch batch) throws IOException {
        ResultInfo stopped = null;
        ResultTable open = openTable();
        if (open == null) {
            return false;
        }
        RecordBatchView parsed = open.parse(batch);
        lock.lock();
        try {
            if (isFinal() || isDeleted) {
                return false;
            }
            SubtaskState known = open.log().subtask(batch.subtask());
            if (!Sequence.isNext(known, batch)) {
                return true;
            }
            stopped = write(open, known, batch, parsed);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        signal();
        tellStopped(stopped);
        return stopped == null;
    }

    /**
     * A subtask has sent all it will send; with the last of them the result is complete.
     *
     * @throws DreyException BAD_REQUEST if batches are missing
     */
    void endSubtask(int subtask, int attempt, long lastSeq) throws IOException {
        ResultInfo complete = null;
        ResultInfo stopped = null;
        lock.lock();
        try {
            if (isFinal() || isDeleted) {
                return;
            }
            ResultTable open = table();
            if (!Sequence.isEnd(open.log().subtask(subtask), attempt, lastSeq)) {
                return;
            }
            stopped = orStop(open, () -> open.end(subtask, attempt, lastSeq));
            if (stopped == null && open.log().haveAllEnded()) {
                complete = finish(open, ResultState.COMPLETE, null);
            }
        } finally {
            lock.unlock();
        }
        if (complete != null) {
            signal();
            context.observer().stateChanged(complete);
        }
        tellStopped(stopped);
    }

    /** Brings the result to an end from outside; nothing happens when it has come to one. */
    void end(ResultState state, @Nullable String why) throws IOException {
        ResultInfo ended;
        lock.lock();
        try {
            if (isFinal() || isDeleted) {
                return;
            }
            ended = finish(table(), state, why);
        } finally {
            lock.unlock();
        }
        signal();
        context.observer().stateChanged(ended);
    }

    /** Ends the result and asks for its job to be cancelled. */
    void stop(String why) throws IOException {
        ResultInfo stopped = null;
        lock.lock();
        try {
            if (!isFinal() && !isDeleted) {
                stopped = finish(table(), ResultState.STOPPED, why);
            }
        } finally {
            lock.unlock();
        }
        signal();
        tellStopped(stopped);
    }

    /** Picks rows of the table; empty while the columns' types are not known. */
    Optional<PickedRows> pick(long offset, long limit, boolean isFromEnd) throws IOException {
        touch();
        lock.lock();
        try {
            ResultTable open = table();
            ArrowSchema schema = open.schema().orElse(null);
            if (schema == null) {
                return Optional.empty();
            }
            long total = open.rows();
            long from = Math.min(total, isFromEnd ? Math.max(0, total - limit) : offset);
            return Optional.of(
                    new PickedRows(
                            open.log().frame(), from, total, schema, open.select(from, limit)));
        } finally {
            lock.unlock();
        }
    }

    /** Picks the newest changes; empty while the columns' types are not known. */
    Optional<PickedRows> pickChanges(long limit) throws IOException {
        touch();
        lock.lock();
        try {
            ResultTable open = table();
            ArrowSchema schema = open.schema().orElse(null);
            if (schema == null) {
                return Optional.empty();
            }
            long held = open.log().rows() - open.log().firstRow();
            return Optional.of(
                    new PickedRows(
                            open.log().frame(),
                            Math.max(0, held - limit),
                            held,
                            schema,
                            open.selectChanges(limit)));
        } finally {
            lock.unlock();
        }
    }

    /** A cursor over the changes after a frame. */
    ChangeCursor changesAfter(long frame) throws IOException {
        touch();
        lock.lock();
        try {
            return new ChangeCursor(this, table(), frame);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a frame after the given one, or for the schema when there is none.
     *
     * @return whether more may come later
     */
    boolean await(long frame, Duration atMost) throws InterruptedException {
        touch();
        long left = atMost.toNanos();
        lock.lock();
        try {
            ResultTable open = table;
            while (!isFinal()
                    && !isDeleted
                    && open != null
                    && open.log().frame() <= frame
                    && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !isFinal() && !isDeleted;
        } finally {
            lock.unlock();
        }
    }

    /** Calls back after every change, on the thread that made it; must not block. */
    void addWatcher(Runnable watcher) {
        touch();
        watchers.add(watcher);
    }

    void removeWatcher(Runnable watcher) {
        watchers.remove(watcher);
        touch();
    }

    boolean isWatched() {
        return !watchers.isEmpty();
    }

    /** When somebody last looked at it, in epoch milliseconds. */
    long lookedAt() {
        return lookedAt;
    }

    void touch() {
        lookedAt = context.clock().millis();
    }

    /** Removes rows whose replacement did not come in time. */
    void settle() {
        boolean isChanged;
        lock.lock();
        try {
            isChanged = table != null && table.keyedView().map(KeyedView::settle).orElse(false);
        } finally {
            lock.unlock();
        }
        if (isChanged) {
            signal();
        }
    }

    /** Writes the state if that failed when it changed, as on a full disk. */
    void saveIfNeeded() {
        lock.lock();
        try {
            if (isUnsaved && !isDeleted) {
                save(record.info());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of memory and files; they come back when somebody looks. */
    void unload() {
        lock.lock();
        try {
            if (table != null && isFinal() && !isWatched()) {
                table.close();
                table = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of everything; the directory stays. */
    void close() {
        lock.lock();
        try {
            if (table != null) {
                table.close();
                table = null;
            }
            isDeleted = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        signal();
    }

    private void signal() {
        for (Runnable watcher : watchers) {
            watcher.run();
        }
    }

    private void tellStopped(@Nullable ResultInfo stopped) {
        if (stopped != null) {
            context.observer().stateChanged(stopped);
            context.observer().stopWanted(stopped);
        }
    }

    private @Nullable ResultTable openTable() throws IOException {
        lock.lock();
        try {
            return isFinal() || isDeleted ? null : table();
        } finally {
            lock.unlock();
        }
    }

    private ResultTable table() throws IOException {
        ResultTable open = table;
        if (open == null) {
            if (isDeleted) {
                throw new DreyException(
                        DreyErrorCode.RESULT_NOT_FOUND, "result " + id() + " was deleted");
            }
            open = ResultTable.open(record.info(), directory, context.files(), context.settings());
            table = open;
        }
        return open;
    }

    // Answers the info when this batch brought the result to its end.
    private @Nullable ResultInfo write(
            ResultTable open, SubtaskState known, IncomingBatch batch, RecordBatchView parsed)
            throws IOException {
        if (batch.attempt() > known.attempt() && known.rows() > 0) {
            if (record.info().mode() == ExecutionMode.BATCH) {
                return finish(open, ResultState.INTERRUPTED, ResultBounds.RESTARTED_BATCH);
            }
            if (record.info().changelog() != ChangelogKind.UPSERT) {
                save(ResultInfos.withWhy(record.info(), ResultBounds.RESTARTED_STREAM));
            }
        }
        ResultInfo stopped = orStop(open, () -> append(open, batch, parsed));
        if (stopped != null) {
            return stopped;
        }
        Instant now = context.clock().instant();
        rate.add(parsed.rowCount(), now.toEpochMilli());
        if (record.info().firstRowAt() == null && parsed.rowCount() > 0) {
            save(ResultInfos.withFirstRowAt(record.info(), now));
        }
        compactor.compactIfDue(open);
        String why = bounds.whyFull(open);
        return why == null ? null : finish(open, ResultState.STOPPED, why);
    }

    private void append(ResultTable open, IncomingBatch batch, RecordBatchView parsed)
            throws IOException {
        bounds.requireSpace(batch.arrow().remaining());
        int fitting = bounds.fitting(open, parsed.rowCount());
        if (fitting < parsed.rowCount()) {
            IncomingBatch part = ResultTable.firstRows(batch, parsed, fitting);
            open.append(part, open.parse(part));
        } else {
            open.append(batch, parsed);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    // What cannot be stored ends the result; answers its info then, else null.
    private @Nullable ResultInfo orStop(ResultTable open, Writing writing) {
        try {
            writing.run();
            return null;
        } catch (IOException e) {
            LOG.warn("Cannot store rows result={}", id(), e);
            return finish(open, ResultState.STOPPED, bounds.whyNotStored(e, open.log().rows()));
        }
    }

    private ResultInfo finish(ResultTable open, ResultState state, @Nullable String why) {
        ResultInfo ended =
                ResultInfos.withEnd(counted(open), state, why, context.clock().instant());
        save(ended);
        changed.signalAll();
        LOG.info("Ended result={} state={} rows={} why={}", id(), state, ended.rowsIn(), why);
        return ended;
    }

    private ResultInfo save(ResultInfo newer) {
        record = record.with(newer);
        try {
            record.write(directory);
            isUnsaved = false;
        } catch (IOException e) {
            // The rows are there, and what is missing is tried again.
            isUnsaved = true;
            LOG.error("Cannot write the state of result={}", id(), e);
        }
        return newer;
    }

    private ResultInfo counted(ResultTable open) {
        double ratePerSecond = isFinal() ? 0 : rate.at(context.clock().millis());
        try {
            return ResultInfos.counted(record.info(), open, ratePerSecond);
        } catch (IOException e) {
            LOG.warn("Cannot count result={}", id(), e);
            return record.info();
        }
    }
}
