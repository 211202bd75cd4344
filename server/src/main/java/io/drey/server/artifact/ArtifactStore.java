package io.drey.server.artifact;

import static java.util.Objects.requireNonNull;

import io.drey.model.ArtifactId;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps files by the hash of their content: the same content is there once, whoever brings it.
 *
 * <p>Content is streamed, however long it is. A file is seen only when it is complete. Thread-safe;
 * several servers may share the folder.
 */
public final class ArtifactStore {
    private static final String INCOMING = "incoming-";

    /** What nobody uses yet, as who brought it is about to say so, is kept for so long. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;

    public ArtifactStore(Path folder, Clock clock) {
        this.folder = requireNonNull(folder, "folder");
        this.clock = requireNonNull(clock, "clock");
    }

    /** Writes content to a stream. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Stores what a stream gives, to its end; the stream stays open. */
    public Artifact add(InputStream content) throws IOException {
        return add(content::transferTo);
    }

    /** Stores what is written; where it is stored already, that stays. */
    public Artifact add(Content content) throws IOException {
        Files.createDirectories(folder);
        Path incoming = Files.createTempFile(folder, INCOMING, "");
        try {
            MessageDigest digest = sha256();
            try (OutputStream out =
                    new DigestOutputStream(Files.newOutputStream(incoming), digest)) {
                content.writeTo(out);
            }
            return keep(new ArtifactId(HexFormat.of().formatHex(digest.digest())), incoming);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private synchronized Artifact keep(ArtifactId id, Path incoming) throws IOException {
        Path file = file(id);
        long bytes = Files.size(incoming);
        if (Files.exists(file) && Files.size(file) == bytes) {
            // Whoever brings it again is about to use it.
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } else {
            Files.createDirectories(file.getParent());
            Files.setLastModifiedTime(incoming, FileTime.from(clock.instant()));
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Artifact(id, file, bytes);
    }

    public Optional<Artifact> find(ArtifactId id) {
        try {
            Path file = file(id);
            return Optional.of(new Artifact(id, file, Files.size(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A stored file.
     *
     * @throws DreyException NOT_FOUND if it is not stored
     */
    public Artifact get(ArtifactId id) {
        return find(id).orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.NOT_FOUND,
                                        "artifact " + id + " is not stored"));
    }

    /** All that is stored, by id. */
    public List<Artifact> list() throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (Path group : children(folder)) {
            if (Files.isDirectory(group)) {
                for (Path file : children(group)) {
                    ArtifactId id = new ArtifactId(file.getFileName().toString());
                    find(id).ifPresent(artifacts::add);
                }
            }
        }
        return artifacts;
    }

    /**
     * Deletes what nobody uses and nobody has brought for an hour, and what was never complete.
     *
     * @param used asked after the list is made, so that nothing can come into use unseen between
     * @return what was deleted
     */
    public List<Artifact> removeUnused(Supplier<Set<ArtifactId>> used) throws IOException {
        Instant latest = clock.instant().minus(GRACE);
        List<Artifact> candidates = list();
        Set<ArtifactId> keep = used.get();
        List<Artifact> removed = new ArrayList<>();
        for (Artifact artifact : candidates) {
            if (!keep.contains(artifact.id()) && removeIfOlder(artifact.file(), latest)) {
                removed.add(artifact);
            }
        }
        for (Path file : children(folder)) {
            if (file.getFileName().toString().startsWith(INCOMING)) {
                var unused = removeIfOlder(file, latest);
            }
        }
        return removed;
    }

    private synchronized boolean removeIfOlder(Path file, Instant latest) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(latest)
                    && Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // Another server was faster.
            return false;
        }
    }

    private Path file(ArtifactId id) {
        return folder.resolve(id.value().substring(0, 2)).resolve(id.value());
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
