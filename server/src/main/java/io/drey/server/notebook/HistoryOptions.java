package io.drey.server.notebook;

import io.drey.server.platform.ConfigOption;
import java.time.Duration;
import java.util.List;

/** Which versions of notebooks are kept. */
public final class HistoryOptions {
    public static final ConfigOption<Duration> PAUSE =
            ConfigOption.duration(
                    "history.pause",
                    Duration.ofSeconds(30),
                    "How long a notebook must not change until a version of it is kept.");
    public static final ConfigOption<Duration> INTERVAL =
            ConfigOption.duration(
                    "history.interval",
                    Duration.ofMinutes(5),
                    "How often a version is kept while a notebook is edited without a pause.");
    public static final ConfigOption<Duration> ALL_FOR =
            ConfigOption.duration(
                    "history.all-for",
                    Duration.ofDays(1),
                    "How long all versions are kept; of older ones the last of each hour.");
    public static final ConfigOption<Duration> HOURLY_FOR =
            ConfigOption.duration(
                    "history.hourly-for",
                    Duration.ofDays(7),
                    "How long one version of each hour is kept; then the last of each day.");
    public static final ConfigOption<Duration> DAILY_FOR =
            ConfigOption.duration(
                    "history.daily-for",
                    Duration.ofDays(90),
                    "How long one version of each day is kept; then the last of each week.");
    public static final ConfigOption<Integer> MAX_VERSIONS =
            ConfigOption.integer(
                    "history.max-versions",
                    1_000,
                    "How many versions of a notebook are kept; beyond, the oldest go.");
    public static final ConfigOption<Long> MAX_SIZE =
            ConfigOption.bytes(
                    "history.max-size",
                    64L << 20,
                    "How much room the compressed versions of a notebook may take; beyond, the"
                            + " oldest go. The newest stays in any case.");
    public static final List<ConfigOption<?>> ALL =
            List.of(PAUSE, INTERVAL, ALL_FOR, HOURLY_FOR, DAILY_FOR, MAX_VERSIONS, MAX_SIZE);

    private HistoryOptions() {}
}
