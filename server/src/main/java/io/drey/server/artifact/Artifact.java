package io.drey.server.artifact;

import static java.util.Objects.requireNonNull;

import io.drey.model.ArtifactId;
import java.nio.file.Path;

/**
 * A stored file.
 *
 * @param file where it lies; it never changes, and its name tells nothing
 */
public record Artifact(ArtifactId id, Path file, long bytes) {
    public Artifact {
        requireNonNull(id, "id");
        requireNonNull(file, "file");
    }
}
