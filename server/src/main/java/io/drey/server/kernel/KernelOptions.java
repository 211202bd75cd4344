package io.drey.server.kernel;

import io.drey.server.platform.ConfigOption;
import java.time.Duration;
import java.util.List;

/** How kernels are run. */
public final class KernelOptions {
    public static final ConfigOption<Integer> SPARES =
            ConfigOption.integer(
                    "kernel.spares", 1, "How many warm kernels wait for the next notebook.");
    public static final ConfigOption<Duration> START_TIMEOUT =
            ConfigOption.duration(
                    "kernel.start-timeout",
                    Duration.ofMinutes(2),
                    "How long a kernel may take from its start until it is warm.");
    public static final ConfigOption<Duration> REDIAL_TIMEOUT =
            ConfigOption.duration(
                    "kernel.redial-timeout",
                    Duration.ofSeconds(20),
                    "How long a kernel whose connection broke may take to dial again.");
    public static final ConfigOption<Duration> IDLE_TIMEOUT =
            ConfigOption.duration(
                    "kernel.idle-timeout",
                    Duration.ofHours(2),
                    "When a kernel is stopped that has no run and whose notebook is open in no"
                            + " browser; 0s for never. Its temporary tables go, and the next run"
                            + " says so.");
    public static final List<ConfigOption<?>> ALL =
            List.of(SPARES, START_TIMEOUT, REDIAL_TIMEOUT, IDLE_TIMEOUT);

    private KernelOptions() {}
}
