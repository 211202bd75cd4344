package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultMoment;
import io.drey.server.result.log.LogCursor;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.replay.GrowingMoments;
import io.drey.server.result.replay.MomentRequest;
import io.drey.server.result.replay.PickedMoment;
import io.drey.server.result.replay.Replay;
import io.drey.server.result.replay.Trail;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * Shows one result as it was at earlier moments. Thread-safe.
 *
 * <p>What is rebuilt for it is shared by all who look, and kept for a while. The result's lock is
 * taken under the replay's monitor, never the other way round.
 */
final class ResultMoments {
    private final ResultContext context;
    private final ResultHome home;
    private final Lock lock;
    private @Nullable Replay replay;
    private @Nullable ResultLog replayed;
    private long usedAt;

    /** What of a result can be shown, and which moment is wanted. */
    private record Window(
            ResultTable table,
            ArrowSchema schema,
            long frame,
            long at,
            long first,
            long last,
            long lastAt) {}

    ResultMoments(ResultContext context, ResultHome home) {
        this.context = requireNonNull(context, "context");
        this.home = requireNonNull(home, "home");
        this.lock = home.lock();
    }

    /**
     * Picks rows of the table as it was; empty while the columns' types are not known.
     *
     * @param before so many of the changes that led to the moment are wanted as steps
     * @throws DreyException MOMENT_NOT_HELD, or UNSUPPORTED if the table is too large
     */
    Optional<ShownMoment> pick(
            MomentAt wanted, int before, long offset, long limit, boolean isFromEnd)
            throws IOException {
        Window window = window(wanted).orElse(null);
        if (window == null) {
            return Optional.empty();
        }
        // The step that led to the moment is always looked at, to know the moment before.
        MomentRequest request =
                new MomentRequest(window.at(), Math.max(2, before), offset, limit, isFromEnd);
        PickedMoment picked = pick(window, request);
        try {
            return Optional.of(
                    new ShownMoment(
                            window.frame(), toMoment(window, picked), window.schema(), picked));
        } catch (IOException | RuntimeException e) {
            picked.close();
            throw e;
        }
    }

    /** Lets go of what was rebuilt, if nobody used it for so long. */
    void forgetIfIdle(long idleMillis) {
        Replay idle = null;
        synchronized (this) {
            if (replay != null && context.clock().millis() - usedAt >= idleMillis) {
                idle = replay;
                replay = null;
                replayed = null;
            }
        }
        if (idle != null) {
            idle.close();
            context.replays().remove(this);
        }
    }

    void forget() {
        forgetIfIdle(Long.MIN_VALUE);
    }

    private Optional<Window> window(MomentAt wanted) throws IOException {
        lock.lock();
        try {
            ResultTable table = home.table();
            ArrowSchema schema = table.schema().orElse(null);
            if (schema == null) {
                return Optional.empty();
            }
            ResultLog log = table.log();
            long first = table.isKeyed() ? log.firstReplayable() : log.firstRow();
            Long changes = wanted.changes();
            Instant time = wanted.time();
            long at = log.rows();
            if (changes != null) {
                at = Math.min(at, changes);
            } else if (time != null) {
                at = log.rowsAt(time.toEpochMilli());
            }
            requireHeld(at, first);
            return Optional.of(
                    new Window(table, schema, log.frame(), at, first, log.rows(), log.arrivedAt()));
        } finally {
            lock.unlock();
        }
    }

    private PickedMoment pick(Window window, MomentRequest request) throws IOException {
        ResultTable table = window.table();
        if (!table.isKeyed()) {
            return new GrowingMoments(table.log(), window.schema())
                    .at(request, window.first(), window.last());
        }
        while (true) {
            Optional<PickedMoment> picked =
                    replay(window)
                            .at(request, window.first(), window.last(), context.clock().millis());
            if (picked.isPresent()) {
                return picked.get();
            }
        }
    }

    private Replay replay(Window window) {
        ResultLog log = window.table().log();
        Replay current;
        synchronized (this) {
            usedAt = context.clock().millis();
            current = replay;
            if (current == null || replayed != log) {
                current =
                        new Replay(
                                log,
                                window.schema(),
                                () -> window.table().emptyKeyedView(window.schema()),
                                rows -> {
                                    lock.lock();
                                    try {
                                        return log.replayBase(rows);
                                    } finally {
                                        lock.unlock();
                                    }
                                });
                replay = current;
                replayed = log;
            }
        }
        context.replays().use(this);
        return current;
    }

    private static void requireHeld(long at, long first) {
        if (at < first) {
            throw new DreyException(
                    DreyErrorCode.MOMENT_NOT_HELD,
                    String.format(
                            Locale.ROOT,
                            "after %,d changes (expected: at least %,d; what was before is no"
                                    + " longer held)",
                            at,
                            first));
        }
    }

    private static ResultMoment toMoment(Window window, PickedMoment picked) throws IOException {
        Trail trail = picked.trail();
        long at = picked.at();
        return new ResultMoment(
                at,
                toInstant(trail.arrivedAt(at)),
                toLong(trail.previous(at)),
                toLong(trail.next(at)),
                toLong(trail.previousFrame(at)),
                toLong(trail.nextFrame(at)),
                toInstant(trail.nextAt(at)),
                window.first(),
                toInstant(firstAt(window)),
                window.last(),
                toInstant(window.lastAt()));
    }

    private static long firstAt(Window window) throws IOException {
        try (LogCursor cursor = window.table().log().cursorAtRow(window.first())) {
            StoredFrame frame = cursor.next();
            return frame == null ? 0 : frame.header().arrivedAt();
        }
    }

    private static @Nullable Long toLong(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    static @Nullable Instant toInstant(long epochMillis) {
        return epochMillis == 0 ? null : Instant.ofEpochMilli(epochMillis);
    }
}
