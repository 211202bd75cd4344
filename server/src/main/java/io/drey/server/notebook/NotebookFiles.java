package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.DiskSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notebooks folder. Refuses every path that leads out of it, also by symbolic links.
 *
 * <p>Thread-safe as far as the file system is; callers lock per path.
 */
final class NotebookFiles {
    static final int MAX_BYTES = 16 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(NotebookFiles.class);

    private final Path folder;
    private final Writer writer;

    /** Replaces a file's content at once. */
    interface Writer {
        void write(Path file, byte[] content) throws IOException;
    }

    NotebookFiles(Path folder, Writer writer) {
        this.writer = requireNonNull(writer, "writer");
        try {
            this.folder = Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what saves left behind that were killed half-way. */
    void sweep() {
        walk(
                NotebookFiles::isLeftover,
                (file, attributes) -> {
                    LOG.info("Removing a half-written file={}", file);
                    deleteQuietly(file);
                });
    }

    /** The notebooks that can be opened, in the order of their paths, and the state of each. */
    SortedMap<NotebookPath, FileStamp> list() {
        SortedMap<NotebookPath, FileStamp> found =
                new TreeMap<>(Comparator.comparing(NotebookPath::value));
        walk(
                file -> file.toString().endsWith(NotebookDocument.SUFFIX),
                (file, attributes) -> {
                    try {
                        NotebookPath path = new NotebookPath(folder.relativize(file).toString());
                        // No link was followed to it, so that only a link needs a closer look.
                        if (attributes.isRegularFile()) {
                            found.put(path, FileStamp.of(attributes));
                        } else if (Files.isRegularFile(resolve(path))) {
                            found.put(path, stamp(path));
                        }
                    } catch (DreyException e) {
                        LOG.debug("Skipping file={} because {}", file, e.getMessage());
                    }
                });
        return found;
    }

    boolean exists(NotebookPath path) {
        return Files.exists(resolve(path));
    }

    /** What tells one state of a file from another without reading it. */
    FileStamp stamp(NotebookPath path) {
        try {
            return FileStamp.of(Files.readAttributes(regular(path), BasicFileAttributes.class));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Reads a notebook.
     *
     * @throws DreyException NOTEBOOK_NOT_FOUND, NOTEBOOK_INACCESSIBLE
     */
    byte[] read(NotebookPath path) {
        try {
            Path file = regular(path);
            if (Files.size(file) > MAX_BYTES) {
                throw tooLarge(path, Files.size(file));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Creates a notebook.
     *
     * @throws DreyException NOTEBOOK_EXISTS, NOTEBOOK_NAME_INVALID, DISK_FULL
     */
    void create(NotebookPath path, byte[] content) {
        requireSize(path, content);
        Path file = reserve(path);
        boolean isDone = false;
        try {
            writer.write(file, content);
            isDone = true;
        } catch (IOException e) {
            throw failure(path, e);
        } finally {
            if (!isDone) {
                deleteQuietly(file);
            }
        }
    }

    /**
     * Replaces a notebook's content; the old one is whole whatever happens.
     *
     * @throws DreyException NOTEBOOK_INACCESSIBLE, DISK_FULL
     */
    void write(NotebookPath path, byte[] content) {
        try {
            requireSize(path, content);
            Path file = regular(path);
            if (!Files.isWritable(file)) {
                throw new AccessDeniedException(file.toString(), null, "the file is read-only");
            }
            writer.write(file, content);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Gives a notebook another path.
     *
     * @throws DreyException NOTEBOOK_NOT_FOUND, NOTEBOOK_EXISTS, NOTEBOOK_NAME_INVALID
     */
    void move(NotebookPath from, NotebookPath to) {
        try {
            regular(from);
        } catch (IOException e) {
            throw failure(from, e);
        }
        moveIn(folder.resolve(from.value()), to);
    }

    /** Takes a notebook out of the folder, to a place that nobody has. */
    void moveOut(NotebookPath path, Path target) {
        try {
            regular(path);
            Files.createDirectories(requireNonNull(target.getParent(), "parent"));
            // The name itself: of a symbolic link, what it points to stays.
            Files.move(folder.resolve(path.value()), target);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /**
     * Takes a file into the folder.
     *
     * @throws DreyException NOTEBOOK_EXISTS, NOTEBOOK_NAME_INVALID
     */
    void moveIn(Path source, NotebookPath path) {
        Path file = reserve(path);
        boolean isDone = false;
        try {
            if (Files.isSymbolicLink(source)) {
                relink(source, file);
            } else {
                Files.move(source, file, StandardCopyOption.REPLACE_EXISTING);
            }
            isDone = true;
        } catch (IOException e) {
            throw failure(path, e);
        } finally {
            if (!isDone) {
                deleteQuietly(file);
            }
        }
    }

    /** Takes a name for a file, so that two who want it cannot both have it. */
    private Path reserve(NotebookPath path) {
        Path file = resolve(path);
        try {
            Files.createDirectories(requireNonNull(file.getParent(), "parent"));
            return Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw Files.isRegularFile(file)
                    ? new DreyException(
                            DreyErrorCode.NOTEBOOK_EXISTS, "notebook: '" + path + "' exists", e)
                    : new DreyException(
                            DreyErrorCode.NOTEBOOK_NAME_INVALID,
                            "notebook: '" + path + "': a file is where a folder should be",
                            e);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** Moves a symbolic link; one that says where its target is from its own place says it anew. */
    private static void relink(Path source, Path file) throws IOException {
        Path old = Files.readSymbolicLink(source);
        Path target = requireNonNull(source.getParent(), "parent").resolve(old).normalize();
        Files.delete(file);
        Files.createSymbolicLink(
                file,
                old.isAbsolute()
                        ? old
                        : requireNonNull(file.getParent(), "parent").relativize(target));
        Files.delete(source);
    }

    private Path regular(NotebookPath path) throws IOException {
        Path file = resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    /** The real file, behind symbolic links as long as they stay inside. */
    private Path resolve(NotebookPath path) {
        try {
            Path file = folder.resolve(path.value());
            Path existing = file;
            while (!Files.exists(existing)) {
                if (Files.isSymbolicLink(existing)) {
                    throw outside(path);
                }
                existing = requireNonNull(existing.getParent(), "parent");
            }
            Path real = existing.toRealPath();
            if (!real.startsWith(folder)) {
                throw outside(path);
            }
            return existing.equals(file) ? real : real.resolve(existing.relativize(file));
        } catch (InvalidPathException e) {
            throw new DreyException(
                    DreyErrorCode.NOTEBOOK_NAME_INVALID,
                    "notebook: '" + path + "' cannot be written in this system's character set",
                    e);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private void walk(Predicate<Path> wanted, BiConsumer<Path, BasicFileAttributes> visit) {
        try {
            Files.walkFileTree(
                    folder,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path directory, BasicFileAttributes attributes) {
                            boolean isHidden = !directory.equals(folder) && isHidden(directory);
                            return isHidden
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (wanted.test(file)) {
                                visit.accept(file, attributes);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            LOG.debug("Skipping file={}", file, e);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHidden(Path file) {
        Path name = file.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private static boolean isLeftover(Path file) {
        String name = String.valueOf(file.getFileName());
        return isHidden(file) && name.contains(NotebookDocument.SUFFIX) && name.endsWith(".tmp");
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot remove file={}", file, e);
        }
    }

    private static void requireSize(NotebookPath path, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw tooLarge(path, content.length);
        }
    }

    private static DreyException tooLarge(NotebookPath path, long size) {
        return new DreyException(
                DreyErrorCode.NOTEBOOK_INACCESSIBLE,
                "notebook: '" + path + "' has " + size + " bytes (at most: " + MAX_BYTES + ")");
    }

    private static DreyException outside(NotebookPath path) {
        return new DreyException(
                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                "notebook: '" + path + "' leads out of the notebooks folder");
    }

    private DreyException failure(NotebookPath path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new DreyException(
                    DreyErrorCode.NOTEBOOK_NOT_FOUND, "notebook: '" + path + "' is not there", e);
        }
        if (isDiskFull(e)) {
            return new DreyException(
                    DreyErrorCode.DISK_FULL,
                    "notebook: '" + path + "' was not saved, its old content is whole",
                    e);
        }
        return new DreyException(
                DreyErrorCode.NOTEBOOK_INACCESSIBLE,
                "notebook: '" + path + "': " + e.getMessage(),
                e);
    }

    private boolean isDiskFull(IOException e) {
        String message = String.valueOf(e.getMessage());
        // The system's message may be in any language, so the free space counts too.
        return message.contains("No space left on device")
                || message.contains("quota exceeded")
                || DiskSpace.usableBytes(folder) == 0;
    }
}
