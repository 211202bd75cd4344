package io.drey.cli.server;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folder in which a server keeps all it has, as the command line sees it. */
public record DataDir(Path path) {
    public DataDir {
        path = requireNonNull(path, "path").toAbsolutePath().normalize();
    }

    /** The folder asked for, or {@code DREY_DATA}, or {@code ~/.drey}. */
    public static DataDir choose(@Nullable Path asked, Environment environment) {
        if (asked != null) {
            return new DataDir(asked);
        }
        String variable = environment.variable("DREY_DATA");
        return new DataDir(
                variable != null ? Path.of(variable) : environment.userHome().resolve(".drey"));
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path serverLog() {
        return logs().resolve("server.log");
    }

    /** What the server unpacks; it empties the folder when it starts. */
    Path serverTemporary() {
        return path.resolve("tmp").resolve("server");
    }

    /** What the prompt remembers. */
    public Path history() {
        return path.resolve("history");
    }

    /** Held while a server is being started, so that two commands do not start two. */
    Path startLock() {
        return path.resolve("start.lock");
    }

    /** The ports of the last start. */
    Path portsFile() {
        return path.resolve("ports.json");
    }

    Path serverFile() {
        return path.resolve("server.json");
    }

    /** Whether a server left word where it is found; one that ends in order takes that back. */
    public boolean isAnnounced() {
        return Files.exists(serverFile());
    }

    Optional<String> readToken() {
        return read(path.resolve("secrets").resolve("cli.token")).map(String::strip);
    }

    static Optional<String> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }
}
