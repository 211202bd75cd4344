package io.drey.server.result;

import io.drey.arrow.ArrowSchema;
import io.drey.model.Arrangement;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobRef;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.platform.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One result: takes rows in, knows where it stands, lets rows be picked.
 *
 * <p>Thread-safe. One lock guards the log, the table and the state. Picked rows are read without
 * it, and nobody is told anything under it.
 */
final class StoredResult {
    private final ResultHome home;
    private final ResultAudience audience;
    private final ResultIntake intake;
    private final ResultArrangements arrangements;
    private final ResultMoments moments;
    private final Clock clock;
    private final Lock lock;

    StoredResult(ResultContext context, Path directory, ResultRecord record) {
        this.home = new ResultHome(context, directory, record);
        this.audience = new ResultAudience(context);
        this.intake = new ResultIntake(context, directory, home, audience);
        this.lock = home.lock();
        this.clock = context.clock();
        this.moments = new ResultMoments(context, home);
        this.arrangements = new ResultArrangements(context, directory, new ArrangementSource());
    }

    ResultId id() {
        return home.record().info().id();
    }

    boolean isFinal() {
        return home.isFinal();
    }

    ExecutionMode mode() {
        return home.record().info().mode();
    }

    /** When it came to its end; null while it has not. */
    @Nullable Instant endedAt() {
        return home.record().info().endedAt();
    }

    /** Why it stands as it stands; null when the state says it all. */
    @Nullable String why() {
        return home.record().info().why();
    }

    boolean hasToken(String token) {
        return Secrets.isSame(Secrets.hash(token), home.record().tokenHash());
    }

    ResultInfo info() {
        lock.lock();
        try {
            return home.info();
        } finally {
            lock.unlock();
        }
    }

    /** Those who look at it. */
    ResultAudience audience() {
        return audience;
    }

    /** Opens the log, so that what a killed process left unfinished is cut off now. */
    void recover() throws IOException {
        lock.lock();
        try {
            home.table();
        } finally {
            lock.unlock();
        }
    }

    void changePath(ResultInfo.Path path) {
        change(info -> ResultInfos.withPath(info, path));
    }

    void attachJob(JobRef job) {
        change(info -> ResultInfos.withJob(info, job));
    }

    /**
     * A subtask of the sink connected.
     *
     * @return the last batch of this attempt that is stored
     */
    long connect(int subtask, int attempt, int parallelism) throws IOException {
        return intake.connect(subtask, attempt, parallelism);
    }

    /**
     * Takes the columns' types, or checks that they are still the same.
     *
     * @throws DreyException BAD_REQUEST if they do not fit the result
     */
    void putSchema(ByteBuffer message) throws IOException {
        intake.putSchema(message);
    }

    /**
     * Stores a batch unless it is there already.
     *
     * @return whether the result takes more
     * @throws DreyException BAD_REQUEST if it is damaged, or an earlier one is missing
     */
    boolean store(IncomingBatch batch) throws IOException {
        return intake.store(batch);
    }

    /**
     * A subtask has sent all it will send; with the last of them the result is complete.
     *
     * @throws DreyException BAD_REQUEST if batches are missing
     */
    void endSubtask(int subtask, int attempt, long lastSeq) throws IOException {
        intake.endSubtask(subtask, attempt, lastSeq);
    }

    /** Brings the result to an end from outside; nothing happens when it has come to one. */
    void end(ResultState state, @Nullable String why) throws IOException {
        finish(state, why).ifPresent(audience::tellState);
    }

    /** Ends the result and asks for its job to be cancelled. */
    void stop(String why) throws IOException {
        finish(ResultState.STOPPED, why).ifPresent(audience::tellStopped);
    }

    /** Picks rows of the table; empty while the columns' types are not known. */
    Optional<PickedRows> pick(long offset, long limit, boolean isFromEnd) throws IOException {
        audience.touch();
        lock.lock();
        try {
            ResultTable table = home.table();
            ArrowSchema schema = table.schema().orElse(null);
            if (schema == null) {
                return Optional.empty();
            }
            long total = table.rows();
            long from = Math.min(total, isFromEnd ? Math.max(0, total - limit) : offset);
            return Optional.of(
                    new PickedRows(
                            table.log().frame(), from, total, schema, table.select(from, limit)));
        } finally {
            lock.unlock();
        }
    }

    /**
     * The rows arranged as wanted, to be released; empty while the columns' types are not known.
     *
     * @throws DreyException COLUMN_NOT_FOUND, or BAD_REQUEST if the arrangement does not fit
     */
    Optional<LiveArrangement> arrange(Arrangement wanted) throws IOException {
        audience.touch();
        ArrowSchema schema;
        lock.lock();
        try {
            schema = home.table().schema().orElse(null);
        } finally {
            lock.unlock();
        }
        return Optional.ofNullable(schema).map(known -> arrangements.acquire(known, wanted));
    }

    /**
     * Picks rows of the table as it was; empty while the columns' types are not known. May take a
     * second or more when much has to be gone through.
     *
     * @param before so many of the changes that led to the moment are wanted as steps
     * @throws DreyException MOMENT_NOT_HELD, or UNSUPPORTED if the table is too large
     */
    Optional<ShownMoment> pickMoment(
            MomentAt at, int before, long offset, long limit, boolean isFromEnd)
            throws IOException {
        audience.touch();
        return moments.pick(at, before, offset, limit, isFromEnd);
    }

    /** Lets go of what was rebuilt of earlier moments, if nobody asked for so long. */
    void forgetMoments(Duration idle) {
        moments.forgetIfIdle(idle.toMillis());
    }

    /** Picks the newest changes; empty while the columns' types are not known. */
    Optional<PickedRows> pickChanges(long limit) throws IOException {
        audience.touch();
        lock.lock();
        try {
            ResultTable table = home.table();
            ArrowSchema schema = table.schema().orElse(null);
            if (schema == null) {
                return Optional.empty();
            }
            long held = table.log().rows() - table.log().firstRow();
            return Optional.of(
                    new PickedRows(
                            table.log().frame(),
                            Math.max(0, held - limit),
                            held,
                            schema,
                            table.selectChanges(limit)));
        } finally {
            lock.unlock();
        }
    }

    /** A cursor over the changes after a frame. */
    ChangeCursor changesAfter(long frame) throws IOException {
        audience.touch();
        lock.lock();
        try {
            return new ChangeCursor(this, home.table(), frame);
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
        audience.touch();
        lock.lock();
        try {
            home.await(frame, atMost.toNanos());
            return home.takesMore();
        } finally {
            lock.unlock();
        }
    }

    /** Removes rows whose replacement did not come in time. */
    void settle() {
        boolean isChanged;
        lock.lock();
        try {
            ResultTable table = home.held();
            isChanged = table != null && table.settle();
        } finally {
            lock.unlock();
        }
        if (isChanged) {
            audience.tellChanged();
        }
    }

    /** Writes the state if that failed when it changed, as on a full disk. */
    void saveIfNeeded() {
        lock.lock();
        try {
            home.saveIfNeeded();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of memory and files; they come back when somebody looks. */
    void unload() {
        moments.forget();
        lock.lock();
        try {
            if (isFinal() && !audience.isWatching()) {
                home.unload();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of everything; the directory stays. */
    void close() {
        arrangements.close();
        moments.forget();
        lock.lock();
        try {
            home.close();
        } finally {
            lock.unlock();
        }
        audience.tellChanged();
    }

    private void change(UnaryOperator<ResultInfo> change) {
        lock.lock();
        try {
            home.change(change);
        } finally {
            lock.unlock();
        }
        audience.tellChanged();
    }

    private Optional<ResultInfo> finish(ResultState state, @Nullable String why)
            throws IOException {
        lock.lock();
        try {
            if (!home.takesMore()) {
                return Optional.empty();
            }
            // Opened first, so that the counts are those of the log.
            home.table();
            return Optional.of(home.finish(state, why));
        } finally {
            lock.unlock();
        }
    }

    /** The table, as those who arrange it see it. */
    private final class ArrangementSource implements LiveArrangement.Source {
        @Override
        public long version() throws IOException {
            lock.lock();
            try {
                return home.table().version();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public LiveArrangement.Frozen freeze() throws IOException {
            lock.lock();
            try {
                ResultTable table = home.table();
                return new LiveArrangement.Frozen(
                        table.freeze(), table.version(), table.log().frame(), clock.millis());
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void tellChanged() {
            audience.tellChanged();
        }

        @Override
        public void closed(LiveArrangement arrangement) {
            arrangements.remove(arrangement);
        }
    }
}
