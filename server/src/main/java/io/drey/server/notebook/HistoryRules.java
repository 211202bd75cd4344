package io.drey.server.notebook;

import io.drey.model.NotebookVersion;
import io.drey.server.platform.Options;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * When a version is kept, and which stay as they grow older. The {@link HistoryOptions} explain
 * each. Immutable and thread-safe.
 */
public record HistoryRules(
        Duration pause,
        Duration interval,
        Duration allFor,
        Duration hourlyFor,
        Duration dailyFor,
        int maxVersions,
        long maxBytes) {
    private static final long HOUR = Duration.ofHours(1).toSeconds();
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final long WEEK = 7 * DAY;

    /** The rules that the options say. */
    public static HistoryRules of(Options options) {
        return new HistoryRules(
                options.get(HistoryOptions.PAUSE),
                options.get(HistoryOptions.INTERVAL),
                options.get(HistoryOptions.ALL_FOR),
                options.get(HistoryOptions.HOURLY_FOR),
                options.get(HistoryOptions.DAILY_FOR),
                options.get(HistoryOptions.MAX_VERSIONS),
                options.get(HistoryOptions.MAX_SIZE));
    }

    /** The rules of a server whose options nobody changed. */
    public static HistoryRules defaults() {
        return of(Options.defaults(HistoryOptions.ALL));
    }

    /**
     * The versions that stay, in their order. The newest always does.
     *
     * @param versions oldest first
     * @param bytes how much room a version takes
     */
    List<NotebookVersion> thin(
            List<NotebookVersion> versions, Instant now, ToLongFunction<NotebookVersion> bytes) {
        List<NotebookVersion> kept = new ArrayList<>();
        Set<String> periods = new HashSet<>();
        long room = maxBytes;
        for (int i = versions.size() - 1; i >= 0 && kept.size() < Math.max(1, maxVersions); i--) {
            NotebookVersion version = versions.get(i);
            if (!periods.add(period(version, now))) {
                continue;
            }
            room -= bytes.applyAsLong(version);
            if (room < 0 && !kept.isEmpty()) {
                break;
            }
            kept.add(version);
        }
        Collections.reverse(kept);
        return kept;
    }

    /** Of all versions with the same period one stays. */
    private String period(NotebookVersion version, Instant now) {
        Duration age = Duration.between(version.at(), now);
        long second = version.at().getEpochSecond();
        if (age.compareTo(allFor) < 0) {
            return "version " + version.number();
        }
        if (age.compareTo(hourlyFor) < 0) {
            return "hour " + second / HOUR;
        }
        return age.compareTo(dailyFor) < 0 ? "day " + second / DAY : "week " + second / WEEK;
    }
}
