package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.TrashedNotebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deleted notebooks: each under a folder named for the moment of its deletion.
 *
 * <p>Thread-safe as far as the file system is.
 */
final class NotebookTrash {
    private static final Logger LOG = LoggerFactory.getLogger(NotebookTrash.class);
    private static final String ID = "\\d{8}-\\d{6}-\\d{3}(-\\d{1,6})?";
    private static final int ID_LENGTH = "20261123-080000-000".length();
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;

    NotebookTrash(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    /** What a deleted notebook is called: no notebook's path starts with a point. */
    static String nameOf(TrashedNotebook notebook) {
        return ".trash/" + notebook.id() + "/" + notebook.path();
    }

    /** Takes a notebook out of its folder. */
    TrashedNotebook put(NotebookFiles files, NotebookPath path, Instant at) {
        String moment = MOMENT.format(at);
        try {
            Files.createDirectories(folder);
            Path place = folder.resolve(moment);
            for (int n = 2; !take(place); n++) {
                place = folder.resolve(moment + "-" + n);
            }
            try {
                files.moveOut(path, place.resolve(path.value()));
            } finally {
                removeEmpty(place);
            }
            return describe(place).orElseThrow(() -> notFound(moment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that can be brought back, the last deleted first. */
    List<TrashedNotebook> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(folder)) {
            List<TrashedNotebook> all = new ArrayList<>();
            for (Path place : places.toList()) {
                try {
                    describe(place).ifPresent(all::add);
                } catch (IOException | DreyException e) {
                    LOG.debug("Skipping trash={}", place, e);
                }
            }
            all.sort(
                    Comparator.comparing(TrashedNotebook::deletedAt)
                            .thenComparing(TrashedNotebook::id)
                            .reversed());
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What was deleted under an id.
     *
     * @throws DreyException NOTEBOOK_NOT_FOUND
     */
    TrashedNotebook get(String id) {
        try {
            return describe(folder.resolve(requireId(id))).orElseThrow(() -> notFound(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a deleted notebook for good. */
    void remove(TrashedNotebook notebook) {
        try {
            Files.delete(file(notebook));
            tidy(notebook);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a deleted notebook. */
    Path file(TrashedNotebook notebook) {
        return folder.resolve(requireId(notebook.id())).resolve(notebook.path());
    }

    /** Removes the folders that a notebook left behind when it was brought back. */
    void tidy(TrashedNotebook notebook) {
        removeEmpty(folder.resolve(requireId(notebook.id())));
    }

    /** Takes a name that nobody has. */
    private static boolean take(Path place) throws IOException {
        try {
            Files.createDirectory(place);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private static void removeEmpty(Path place) {
        try (Stream<Path> left = Files.walk(place)) {
            for (Path each : left.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(each);
                }
            }
        } catch (IOException e) {
            LOG.debug("Keeping trash={}", place, e);
        }
    }

    private static Optional<TrashedNotebook> describe(Path place) throws IOException {
        String id = String.valueOf(place.getFileName());
        if (!id.matches(ID) || !Files.isDirectory(place)) {
            return Optional.empty();
        }
        Optional<Path> file = firstNotebook(place);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String path = place.relativize(file.get()).toString();
        // A link whose target is gone can be brought back all the same.
        boolean isThere = Files.isRegularFile(file.get());
        long size = isThere ? Files.size(file.get()) : 0;
        boolean isReadable = isThere && size <= NotebookFiles.MAX_BYTES;
        byte[] content = isReadable ? Files.readAllBytes(file.get()) : new byte[0];
        String title = NotebookDocument.parse(content).title(path);
        return Optional.of(new TrashedNotebook(id, path, title, deletedAt(id), size));
    }

    private static Optional<Path> firstNotebook(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .filter(file -> file.toString().endsWith(NotebookDocument.SUFFIX))
                    .sorted()
                    .findFirst();
        }
    }

    private static Instant deletedAt(String id) {
        try {
            return MOMENT.parse(id.substring(0, ID_LENGTH), Instant::from);
        } catch (DateTimeException e) {
            throw notFound(id);
        }
    }

    private static String requireId(String id) {
        if (!id.matches(ID)) {
            throw notFound(id);
        }
        return id;
    }

    private static DreyException notFound(String id) {
        return new DreyException(
                DreyErrorCode.NOTEBOOK_NOT_FOUND, "deleted notebook: '" + id + "' is not there");
    }
}
