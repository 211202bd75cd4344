package io.drey.server.result;

import io.drey.server.platform.ConfigOption;
import java.time.Duration;
import java.util.List;

/** How results come in, how much of them is held, and for how long. */
public final class ResultOptions {
    public static final ConfigOption<String> HOST =
            ConfigOption.text(
                    "result.host",
                    "127.0.0.1",
                    "Address on which tasks deliver results. Clusters on other machines need one"
                            + " they can reach.");
    public static final ConfigOption<Integer> PORT =
            ConfigOption.integer(
                    "result.port", 0, "Port on which tasks deliver results; 0 takes a free one.");
    public static final ConfigOption<Integer> MAX_CONNECTIONS =
            ConfigOption.integer(
                    "result.max-connections", 512, "Tasks that can deliver at the same time.");
    public static final ConfigOption<Long> QUOTA =
            ConfigOption.bytes(
                    "result.quota",
                    4L << 30,
                    "What one result may take on disk. Beyond it a growing stream drops its oldest"
                            + " rows, and any other query is stopped.");
    public static final ConfigOption<Long> TOTAL_QUOTA =
            ConfigOption.bytes(
                    "result.total-quota",
                    20L << 30,
                    "What all results may take on disk. Beyond it the oldest finished ones are"
                            + " deleted.");
    public static final ConfigOption<Long> MIN_FREE =
            ConfigOption.bytes(
                    "result.min-free",
                    512L << 20,
                    "Disk space that results leave free: queries are stopped when less is left.");
    public static final ConfigOption<Integer> MAX_KEYED_ROWS =
            ConfigOption.integer(
                    "result.max-keyed-rows",
                    2_000_000,
                    "Rows that the table of an updating query may have, since they are indexed in"
                            + " memory (about 50 bytes each).");
    public static final ConfigOption<Duration> IDLE_TIMEOUT =
            ConfigOption.duration(
                    "result.idle-timeout",
                    Duration.ofMinutes(30),
                    "When a streaming query that nobody looks at is stopped; 0s for never.");
    public static final ConfigOption<Duration> RETENTION =
            ConfigOption.duration(
                    "result.retention", Duration.ofDays(7), "How long a finished result is kept.");
    public static final List<ConfigOption<?>> ALL =
            List.of(
                    HOST,
                    PORT,
                    MAX_CONNECTIONS,
                    QUOTA,
                    TOTAL_QUOTA,
                    MIN_FREE,
                    MAX_KEYED_ROWS,
                    IDLE_TIMEOUT,
                    RETENTION);

    private ResultOptions() {}
}
