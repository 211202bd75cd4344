package io.drey.server.keeper;

import io.drey.server.platform.ConfigOption;
import java.time.Duration;
import java.util.List;

/** How deployments are kept. */
public final class KeeperOptions {
    public static final ConfigOption<Duration> INTERVAL =
            ConfigOption.duration(
                    "keeper.interval",
                    Duration.ofSeconds(2),
                    "How often each cluster is looked at for the deployments on it.");
    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
            ConfigOption.duration(
                    "keeper.checkpoint-interval",
                    Duration.ofSeconds(10),
                    "How often streaming deployments save their state, unless they say otherwise.");
    public static final List<ConfigOption<?>> ALL = List.of(INTERVAL, CHECKPOINT_INTERVAL);

    private KeeperOptions() {}
}
