package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.ExecutionMode;
import io.drey.model.ResultInfo;
import io.drey.server.platform.ByteSizes;
import io.drey.server.platform.Durations;
import io.drey.server.platform.NamedThreads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after results from time to time: ends streams nobody looks at, lets go of what was not used
 * for a while, deletes what is old or too much. Thread-safe.
 */
public final class ResultUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(ResultUpkeep.class);
    private static final Duration UNLOAD_AFTER = Duration.ofMinutes(5);
    private static final long SETTLE_MILLIS = 500;
    private static final long TIDY_SECONDS = 10;

    private final ResultService results;
    private final ResultSettings settings;
    private final Clock clock;

    public ResultUpkeep(ResultService results) {
        this.results = requireNonNull(results, "results");
        this.settings = results.context().settings();
        this.clock = results.context().clock();
    }

    /** Does the work again and again, as long as the timer lives. */
    public void start(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(
                NamedThreads.logged("settle results", this::settle),
                SETTLE_MILLIS,
                SETTLE_MILLIS,
                TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(
                NamedThreads.logged("tidy results", this::tidy),
                TIDY_SECONDS,
                TIDY_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Removes rows whose replacement did not come. */
    void settle() {
        results.all().filter(result -> !result.isFinal()).forEach(StoredResult::settle);
    }

    /** Everything that need not be done at once. */
    void tidy() {
        results.context().idle().tidy();
        for (StoredResult result : results.all().toList()) {
            if (result.audience().isWatching()) {
                result.audience().touch();
            }
            result.saveIfNeeded();
            result.forgetMoments(UNLOAD_AFTER);
            if (result.isFinal()) {
                tidyFinished(result);
            } else {
                stopIfIdle(result);
            }
        }
        enforceTotalQuota();
    }

    private void stopIfIdle(StoredResult result) {
        Duration timeout = settings.idleTimeout();
        boolean isStream = result.mode() == ExecutionMode.STREAMING;
        if (!isStream || timeout.isZero() || idle(result).compareTo(timeout) < 0) {
            return;
        }
        try {
            result.stop(
                    "Nobody looked at it for "
                            + Durations.format(timeout)
                            + " (option "
                            + ResultOptions.IDLE_TIMEOUT.key()
                            + ").");
        } catch (IOException e) {
            LOG.warn("Cannot stop idle result={}", result.id(), e);
        }
    }

    private void tidyFinished(StoredResult result) {
        Instant endedAt = result.endedAt();
        boolean isOld =
                endedAt != null && endedAt.plus(settings.retention()).isBefore(clock.instant());
        if (isOld && !result.audience().isWatching()) {
            LOG.info("Deleted old result={}", result.id());
            results.remove(result);
        } else if (idle(result).compareTo(UNLOAD_AFTER) > 0) {
            result.unload();
        }
    }

    private void enforceTotalQuota() {
        List<ResultInfo> infos = results.list();
        long bytes = infos.stream().mapToLong(ResultInfo::bytesHeld).sum();
        List<StoredResult> oldestFirst =
                infos.stream()
                        .filter(info -> info.state().isFinal())
                        .sorted(Comparator.comparing(ResultInfo::openedAt))
                        .map(info -> results.stored(info.id()))
                        .filter(result -> !result.audience().isWatching())
                        .toList();
        for (StoredResult result : oldestFirst) {
            if (bytes <= settings.totalQuota()) {
                return;
            }
            bytes -= result.info().bytesHeld();
            LOG.info(
                    "Deleted result={} because all take more than {}",
                    result.id(),
                    ByteSizes.format(settings.totalQuota()));
            results.remove(result);
        }
    }

    private Duration idle(StoredResult result) {
        return Duration.ofMillis(clock.millis() - result.audience().lookedAt());
    }
}
