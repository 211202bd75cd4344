package io.drey.server.kernel;

import io.drey.server.platform.Options;
import java.time.Duration;

/**
 * How many kernel processes are kept, and how long.
 *
 * @param spares how many warm processes wait for the next kernel
 * @param idleTimeout when a kernel that nobody needs is stopped; zero for never
 */
public record KernelLimits(int spares, Duration idleTimeout) {
    public static KernelLimits of(Options options) {
        return new KernelLimits(
                options.get(KernelOptions.SPARES), options.get(KernelOptions.IDLE_TIMEOUT));
    }
}
