package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.NotebookVersion;
import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.JsonMappers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Versions of notebooks on disk: a folder for each notebook, with a list and compressed contents.
 *
 * <p>Contents are named by their hash, so that a state that comes again takes no more room. A
 * content is whole on disk before the list names it, and a line of the list that a crash cut off
 * does not count. Thread-safe.
 */
final class VersionStore {
    private static final Logger LOG = LoggerFactory.getLogger(VersionStore.class);
    private static final String LIST = "versions.jsonl";
    private static final String CONTENT = ".gz";
    private static final int NAME_LENGTH = 32;

    private final Path folder;
    private final NotebookFiles.Writer writer;

    VersionStore(Path folder, NotebookFiles.Writer writer) {
        this.folder = requireNonNull(folder, "folder");
        this.writer = requireNonNull(writer, "writer");
    }

    /**
     * The versions of a notebook, oldest first.
     *
     * @throws DreyException NOTEBOOK_INACCESSIBLE if the list cannot be read
     */
    synchronized List<NotebookVersion> list(String notebook) {
        List<NotebookVersion> versions = new ArrayList<>();
        try {
            String text = Files.readString(place(notebook).resolve(LIST));
            int end;
            for (int start = 0; (end = text.indexOf('\n', start)) >= 0; start = end + 1) {
                parse(text.substring(start, end)).ifPresent(versions::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.NOTEBOOK_INACCESSIBLE,
                    "history of '" + notebook + "': " + e.getMessage(),
                    e);
        }
        return versions;
    }

    /**
     * Reads a version.
     *
     * @throws DreyException NOTEBOOK_INACCESSIBLE if its content is lost or damaged
     */
    NotebookDocument read(String notebook, NotebookVersion version) {
        Path file = place(notebook).resolve(version.content() + CONTENT);
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            NotebookDocument document = NotebookDocument.parse(in.readAllBytes());
            if (document.version().equals(version.content())) {
                return document;
            }
            throw new IOException("its content has changed");
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.NOTEBOOK_INACCESSIBLE,
                    "version: " + version.number() + " of '" + notebook + "': " + e.getMessage(),
                    e);
        }
    }

    /** Adds the newest version of a notebook. */
    synchronized void add(String notebook, NotebookVersion version, byte[] bytes)
            throws IOException {
        Path place = Files.createDirectories(place(notebook));
        Path content = place.resolve(version.content() + CONTENT);
        if (!Files.exists(content)) {
            writer.write(content, compressed(bytes));
        }
        append(place.resolve(LIST), line(version));
    }

    /** How much room the content of a version takes. */
    long sizeOf(String notebook, NotebookVersion version) {
        try {
            return Files.size(place(notebook).resolve(version.content() + CONTENT));
        } catch (IOException e) {
            return 0;
        }
    }

    /** Lets only some versions stay. */
    synchronized void replace(String notebook, List<NotebookVersion> versions) throws IOException {
        Path place = place(notebook);
        String list = versions.stream().map(VersionStore::line).collect(Collectors.joining());
        AtomicFiles.write(place.resolve(LIST), list.getBytes(StandardCharsets.UTF_8));
        Set<String> wanted =
                versions.stream().map(it -> it.content() + CONTENT).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!wanted.contains(name) && !name.equals(LIST)) {
                    Files.delete(file);
                }
            }
        }
    }

    /**
     * Gives a history to another name. Versions that wait there, of a file that went away while
     * nobody looked, stay: they come first, and the numbers go on after theirs.
     */
    synchronized void move(String from, String to) throws IOException {
        Path source = place(from);
        Path target = place(to);
        if (!Files.exists(source)) {
            return;
        }
        List<NotebookVersion> waiting = list(to);
        if (waiting.isEmpty()) {
            remove(to);
            Files.move(source, target);
            return;
        }
        long last = waiting.get(waiting.size() - 1).number();
        List<NotebookVersion> all = new ArrayList<>(waiting);
        for (NotebookVersion version : list(from)) {
            Path content = source.resolve(version.content() + CONTENT);
            if (Files.exists(content)) {
                Files.copy(
                        content,
                        target.resolve(version.content() + CONTENT),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            all.add(version.after(last));
        }
        replace(to, all);
        remove(from);
    }

    /** Removes a history for good. */
    synchronized void remove(String notebook) throws IOException {
        Path place = place(notebook);
        if (!Files.exists(place)) {
            return;
        }
        // The list last: without it nobody would know the rest.
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                if (!file.endsWith(LIST)) {
                    Files.delete(file);
                }
            }
        }
        Files.deleteIfExists(place.resolve(LIST));
        Files.delete(place);
    }

    private static void append(Path list, String line) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        list,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            long end = wholeLines(channel);
            channel.truncate(end);
            channel.position(end);
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Where the last whole line ends. */
    private static long wholeLines(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /** One line of a list; what is damaged takes nothing else with it. */
    private static Optional<NotebookVersion> parse(String line) {
        try {
            return Optional.of(JsonMappers.api().readValue(line, NotebookVersion.class));
        } catch (JacksonException e) {
            LOG.warn("Damaged line of a history: {}", line, e);
            return Optional.empty();
        }
    }

    private static String line(NotebookVersion version) {
        return JsonMappers.api().writeValueAsString(version) + "\n";
    }

    private static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private Path place(String notebook) {
        String hash = NotebookDocument.hash(notebook.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(hash.substring(0, NAME_LENGTH));
    }
}
