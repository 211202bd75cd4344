package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a result stands, in memory and in its directory, and the one lock that guards it.
 *
 * <p>All but {@link #record()} and {@link #isFinal()} is to be called under the lock.
 */
final class ResultHome {
    private static final Logger LOG = LoggerFactory.getLogger(ResultHome.class);

    private final ResultContext context;
    private final Path directory;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RateMeter rate = new RateMeter();
    private volatile ResultRecord record;
    private @Nullable ResultTable table;
    private boolean isDeleted;
    private boolean isUnsaved;

    ResultHome(ResultContext context, Path directory, ResultRecord record) {
        this.context = requireNonNull(context, "context");
        this.directory = requireNonNull(directory, "directory");
        this.record = requireNonNull(record, "record");
    }

    ReentrantLock lock() {
        return lock;
    }

    ResultRecord record() {
        return record;
    }

    boolean isFinal() {
        return record.info().state().isFinal();
    }

    /** Whether it still takes rows. */
    boolean takesMore() {
        return !isFinal() && !isDeleted;
    }

    boolean isInUse(ResultTable asked) {
        return !isDeleted && table == asked;
    }

    /** The table as it is held now; null while it is not. */
    @Nullable ResultTable held() {
        return table;
    }

    /** The table, opened if it is not. */
    ResultTable table() throws IOException {
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

    /** What is told of it, with the counts of this moment. */
    ResultInfo info() {
        ResultTable open = table;
        if (open == null) {
            return record.info();
        }
        double ratePerSecond = isFinal() ? 0 : rate.at(context.clock().millis());
        try {
            return ResultInfos.counted(record.info(), open, ratePerSecond);
        } catch (IOException e) {
            LOG.warn("Cannot count result={}", id(), e);
            return record.info();
        }
    }

    /** Changes what is told of it; counts stay as they were last written. */
    void change(UnaryOperator<ResultInfo> change) {
        save(change.apply(record.info()));
    }

    /** Begins to take rows, unless it has. Answers the info when the state changed, else null. */
    @Nullable ResultInfo begin() {
        return record.info().state() == ResultState.OPENING
                ? save(ResultInfos.withState(info(), ResultState.RUNNING, null))
                : null;
    }

    /** Notes that rows came. */
    void countIn(int rows) {
        Instant now = context.clock().instant();
        rate.add(rows, now.toEpochMilli());
        if (record.info().firstRowAt() == null && rows > 0) {
            save(ResultInfos.withFirstRowAt(record.info(), now));
        }
        changed.signalAll();
    }

    /** Brings it to its end. */
    ResultInfo finish(ResultState state, @Nullable String why) {
        ResultInfo ended = ResultInfos.withEnd(info(), state, why, context.clock().instant());
        save(ended);
        changed.signalAll();
        LOG.info("Ended result={} state={} rows={} why={}", id(), state, ended.rowsIn(), why);
        return ended;
    }

    /** Waits for a frame after the given one, or for the schema when there is none. */
    void await(long frame, long nanos) throws InterruptedException {
        long left = nanos;
        ResultTable open = table;
        while (takesMore() && open != null && open.log().frame() <= frame && left > 0) {
            left = changed.awaitNanos(left);
        }
    }

    /** Writes the state if that failed when it changed, as on a full disk. */
    void saveIfNeeded() {
        if (isUnsaved && !isDeleted) {
            save(record.info());
        }
    }

    /** Lets go of memory and files; they come back when somebody asks for the table. */
    void unload() {
        if (table != null) {
            table.close();
            table = null;
        }
    }

    /** Lets go of everything for good; the directory stays. */
    void close() {
        unload();
        isDeleted = true;
        changed.signalAll();
    }

    private ResultId id() {
        return record.info().id();
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
}
