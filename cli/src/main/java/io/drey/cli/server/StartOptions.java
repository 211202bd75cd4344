package io.drey.cli.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of a server that is to be started.
 *
 * @param port null leaves it to the server's own settings
 * @param settings options of the server, each as {@code key=value}
 */
public record StartOptions(@Nullable Integer port, List<String> settings) {
    public StartOptions {
        settings = List.copyOf(settings);
    }

    public static StartOptions defaults() {
        return new StartOptions(null, List.of());
    }
}
