package io.drey.server.app;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.JsonMappers;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder one server keeps everything in, held by a lock so that no second one uses it.
 *
 * <p>Thread-safe.
 */
public final class DataDir implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataDir(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * What other processes need to find the server; written to {@code server.json}.
     *
     * @param url where the page is
     * @param local the same over plain HTTP for processes of this machine
     */
    public record Announcement(
            long pid, String url, String local, Instant startedAt, String version) {}

    /**
     * Ports that must stay the same over a restart, because kernels and tasks dial them again.
     *
     * @param result where tasks bring their rows
     * @param local where processes of this machine dial; null where that is {@code http}
     */
    public record Ports(int http, int result, @Nullable Integer local) {}

    /**
     * Takes the folder into use, making it where needed.
     *
     * @throws DreyException DATA_DIR_IN_USE if another server holds it
     * @throws IOException if it cannot be written
     */
    public static DataDir open(Path path) throws IOException {
        Files.createDirectories(path);
        FileChannel channel =
                FileChannel.open(
                        path.resolve("server.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataDir(path, channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process; refused like any other holder.
        }
        channel.close();
        Announcement holder = read(path.resolve("server.json"), Announcement.class);
        throw new DreyException(
                DreyErrorCode.DATA_DIR_IN_USE,
                "data directory: "
                        + path
                        + (holder == null
                                ? ""
                                : " (used by pid " + holder.pid() + " at " + holder.url() + ")"));
    }

    public Path path() {
        return path;
    }

    /** Holds what processes unpack and spill; nothing in it outlives them. */
    public Path temporary() {
        return path.resolve("tmp");
    }

    /** The settings in {@code drey.properties}; empty without that file. */
    public TreeMap<String, String> settings() throws IOException {
        TreeMap<String, String> settings = new TreeMap<>();
        Path file = path.resolve("drey.properties");
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            properties.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        }
        return settings;
    }

    /** The ports of the last start; null before the first. */
    public @Nullable Ports lastPorts() throws IOException {
        return read(path.resolve("ports.json"), Ports.class);
    }

    public void savePorts(Ports ports) throws IOException {
        AtomicFiles.write(path.resolve("ports.json"), JsonMappers.files().writeValueAsBytes(ports));
    }

    /** Lets other processes find the server. */
    public void announce(Announcement announcement) throws IOException {
        AtomicFiles.write(
                path.resolve("server.json"), JsonMappers.files().writeValueAsBytes(announcement));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path.resolve("server.json"));
        channel.close();
    }

    private static <T> @Nullable T read(Path file, Class<T> type) throws IOException {
        return Files.exists(file)
                ? JsonMappers.files().readValue(Files.readAllBytes(file), type)
                : null;
    }
}
