package io.drey.server.platform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One temporary folder for each process that Drey runs.
 *
 * <p>Flink and its libraries unpack jars and spill data into it, and leave them there when they are
 * killed; so it goes with its process, and nothing piles up in the system's own. Thread-safe.
 */
public final class TemporaryFolders {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolders.class);
    private static final String PROPERTY = "-Djava.io.tmpdir=";

    private final Path root;

    /**
     * @param root holds the folders and nothing else
     */
    public TemporaryFolders(Path root) {
        this.root = requireNonNull(root, "root").toAbsolutePath();
    }

    /** How the argument of every process begins that has a folder here. */
    public String mark() {
        return PROPERTY + root + "/";
    }

    /** Makes an empty folder and returns the argument that tells a JVM to use it. */
    public String prepare(String process) throws IOException {
        Path folder = root.resolve(process);
        clear(folder);
        Files.createDirectories(folder);
        return argument(process);
    }

    /** The argument that tells a JVM to use a folder made before or later. */
    public String argument(String process) {
        return PROPERTY + root.resolve(process);
    }

    /** Removes the folder of a process that is gone. */
    public void remove(String process) {
        try {
            Path folder = root.resolve(process);
            clear(folder);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("Failed to remove temporary folder process={}", process, e);
        }
    }

    /** Removes the folders of all processes but these. */
    public void retain(Set<String> processes) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
            for (Path folder : folders) {
                String process = folder.getFileName().toString();
                if (!processes.contains(process)) {
                    remove(process);
                }
            }
        } catch (IOException e) {
            LOG.warn("Failed to list temporary folders folder={}", root, e);
        }
    }

    /** Deletes what is in a folder; links are deleted, not followed. */
    public static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    // A dying process may delete its files at the same time.
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException e) throws IOException {
                        if (!directory.equals(folder)) {
                            Files.deleteIfExists(directory);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
