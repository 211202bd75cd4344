package io.drey.cli.shell;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the process was given by the shell.
 *
 * @param userHome where {@code ~} points to
 * @param dreyHome the distribution; null when the start script did not say
 */
public record Environment(Map<String, String> variables, Path userHome, @Nullable Path dreyHome) {
    public Environment {
        variables = Map.copyOf(variables);
        requireNonNull(userHome, "userHome");
    }

    public static Environment system() {
        String dreyHome = System.getProperty("drey.home");
        return new Environment(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                dreyHome == null ? null : Path.of(dreyHome).toAbsolutePath().normalize());
    }

    /** An environment variable; null when unset or empty. */
    public @Nullable String variable(String name) {
        String value = variables.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
