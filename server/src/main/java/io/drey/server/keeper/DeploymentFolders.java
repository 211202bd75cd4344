package io.drey.server.keeper;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentId;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RestorePoint;
import io.drey.server.platform.AtomicFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where deployments save their state, and what is found there with no cluster's help.
 *
 * <p>A checkpoint or savepoint is complete once it has {@code _metadata}, which Flink writes last.
 * Thread-safe.
 */
public final class DeploymentFolders {
    private static final String CHECKPOINT = "chk-";
    private static final String FILE = "file://";

    /** Whoever sees it looks at the same folder as the server. */
    private static final String MARK = ".drey-state";

    private final Path root;

    public DeploymentFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * Leaves a mark by which the cluster can tell that it sees the same folder.
     *
     * @return the folder of a deployment, which the cluster has to make beside the mark
     * @throws DreyException STATE_DIRECTORY_UNUSABLE if it cannot be written
     */
    String marked(DeploymentId deployment) {
        try {
            Files.createDirectories(root);
            Path mark = root.resolve(MARK);
            if (!Files.exists(mark)) {
                AtomicFiles.write(mark, new byte[0]);
            }
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.STATE_DIRECTORY_UNUSABLE,
                    "state directory: " + root + " cannot be written to: " + e,
                    e);
        }
        return folder(deployment).toString();
    }

    /** As Flink names it; a folder for each job appears in it. */
    String checkpoints(DeploymentId deployment) {
        return name(checkpointFolder(deployment));
    }

    /** Where everything of a deployment is. */
    Path folder(DeploymentId deployment) {
        return root.resolve(deployment.value());
    }

    /** As Flink names it; each action has one of its own, so what is in it is its outcome. */
    String savepoints(DeploymentId deployment, DeploymentAction action) {
        return name(
                savepointFolder(deployment, action.attempt())
                        .resolve(Integer.toString(action.number())));
    }

    /** The savepoint that an action made, if it is complete. */
    Optional<String> savepoint(DeploymentId deployment, DeploymentAction action) {
        Path ofAction =
                savepointFolder(deployment, action.attempt())
                        .resolve(Integer.toString(action.number()));
        return children(ofAction).stream()
                .filter(DeploymentFolders::isComplete)
                .map(DeploymentFolders::name)
                .findFirst();
    }

    /** The complete checkpoints and savepoints of an attempt. */
    List<RestorePoint> points(DeploymentId deployment, Attempt attempt) {
        List<RestorePoint> points = new ArrayList<>();
        Path ofJob = checkpointFolder(deployment).resolve(attempt.jobId().value());
        for (Path folder : children(ofJob)) {
            String name = String.valueOf(folder.getFileName());
            if (name.startsWith(CHECKPOINT) && isComplete(folder)) {
                point(folder, attempt, Long.parseLong(name.substring(CHECKPOINT.length())))
                        .ifPresent(points::add);
            }
        }
        for (Path ofAction : children(savepointFolder(deployment, attempt.number()))) {
            for (Path folder : children(ofAction)) {
                if (isComplete(folder)) {
                    point(folder, attempt, null).ifPresent(points::add);
                }
            }
        }
        return points;
    }

    /** Whether a restore point that was there still is; true for what lies elsewhere. */
    boolean isThere(DeploymentId deployment, String path) {
        String ours = name(folder(deployment)) + "/";
        return !path.startsWith(ours)
                || isComplete(folder(deployment).resolve(path.substring(ours.length())));
    }

    /** When a restore point was complete; empty for what lies elsewhere. */
    Optional<Instant> completedAt(DeploymentId deployment, String path) {
        String ours = name(folder(deployment)) + "/";
        if (!path.startsWith(ours)) {
            return Optional.empty();
        }
        Path metadata =
                folder(deployment).resolve(path.substring(ours.length())).resolve("_metadata");
        try {
            return Optional.of(Files.getLastModifiedTime(metadata).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<RestorePoint> point(Path folder, Attempt attempt, @Nullable Long id) {
        try {
            Instant at = Files.getLastModifiedTime(folder.resolve("_metadata")).toInstant();
            return Optional.of(
                    new RestorePoint(
                            name(folder),
                            id == null ? RestorePoint.Kind.SAVEPOINT : RestorePoint.Kind.CHECKPOINT,
                            attempt.number(),
                            id,
                            at,
                            null,
                            null));
        } catch (IOException e) {
            // Flink has replaced it by a newer one meanwhile.
            return Optional.empty();
        }
    }

    private static boolean isComplete(Path folder) {
        return Files.isRegularFile(folder.resolve("_metadata"));
    }

    /** A path as it is named here; Flink names the same file in several ways. */
    static String named(String path) {
        return path.startsWith("file:/") && !path.startsWith("file://")
                ? FILE + path.substring("file:".length())
                : path;
    }

    /** Not encoded: Flink takes the text behind the scheme as it is. */
    private static String name(Path folder) {
        return FILE + folder;
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(children::add);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return children;
    }

    private Path checkpointFolder(DeploymentId deployment) {
        return folder(deployment).resolve("checkpoints");
    }

    private Path savepointFolder(DeploymentId deployment, int attempt) {
        return folder(deployment).resolve("savepoints").resolve(Integer.toString(attempt));
    }
}
