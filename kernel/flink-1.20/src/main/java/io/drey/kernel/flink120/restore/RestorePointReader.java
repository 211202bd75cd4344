package io.drey.kernel.flink120.restore;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.RestoreMessages.FoundRestorePoint;
import io.drey.protocol.RestoreMessages.StateOperator;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.jspecify.annotations.Nullable;

/** Reads one restore point and looks after each of its files. Confined to one thread. */
final class RestorePointReader {
    private static final String CHECKPOINT = "chk-";

    private final KnownFiles known;
    private final boolean isSharedWanted;

    RestorePointReader(KnownFiles known, boolean isSharedWanted) {
        this.known = requireNonNull(known, "known");
        this.isSharedWanted = isSharedWanted;
    }

    FoundRestorePoint read(Path folder, long at, boolean isComplete) {
        if (!isComplete) {
            return unusable(folder, at, "it has no _metadata: Flink has not completed it");
        }
        CheckpointMetadata metadata;
        try {
            metadata = load(folder);
        } catch (IOException | RuntimeException e) {
            // A damaged file makes Flink's reader stumble over anything.
            return unusable(folder, at, "its _metadata cannot be read: " + e.getMessage());
        }
        try {
            return describe(folder, at, metadata);
        } catch (IOException e) {
            return unusable(folder, at, "its files cannot be listed: " + e.getMessage());
        }
    }

    private static CheckpointMetadata load(Path folder) throws IOException {
        Path file = new Path(folder, RestorePointScan.METADATA);
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(FileSystem.get(file.toUri()).open(file)))) {
            ClassLoader loader = RestorePointReader.class.getClassLoader();
            return Checkpoints.loadCheckpointMetadata(in, loader, folder.toString());
        }
    }

    private FoundRestorePoint describe(Path folder, long at, CheckpointMetadata metadata)
            throws IOException {
        StateFiles files = new StateFiles();
        List<StateOperator> operators = new ArrayList<>();
        long bytes = 0;
        for (OperatorState operator : metadata.getOperatorStates()) {
            files.add(operator);
            bytes += operator.getStateSize();
            operators.add(
                    new StateOperator(
                            operator.getOperatorID().toHexString(),
                            operator.getParallelism(),
                            operator.getMaxParallelism(),
                            operator.getStateSize(),
                            operator.isFullyFinished()));
        }
        FileStatus own = known.find(new Path(folder, RestorePointScan.METADATA));
        return new FoundRestorePoint(
                path(folder),
                isSavepoint(folder, metadata.getCheckpointProperties()),
                metadata.getCheckpointId(),
                at,
                bytes + (own == null ? 0 : own.getLen()),
                files.sizes().size() + 1,
                files.unchecked(),
                operators,
                isSharedWanted ? shared(folder, files) : List.of(),
                whyNot(files));
    }

    private @Nullable String whyNot(StateFiles files) throws IOException {
        int missing = 0;
        @Nullable String first = null;
        for (Map.Entry<Path, Long> file : files.sizes().entrySet()) {
            FileStatus found = known.find(file.getKey());
            @Nullable String fault = null;
            if (found == null) {
                fault = file.getKey() + " is missing";
            } else if (found.getLen() < file.getValue()) {
                fault = file.getKey() + " has " + found.getLen() + " bytes of " + file.getValue();
            }
            if (fault != null) {
                missing++;
                first = first == null ? fault : first;
            }
        }
        int all = files.sizes().size() + 1;
        return first == null ? null : missing + " of " + all + " files are not there: " + first;
    }

    private static List<String> shared(Path folder, StateFiles files) {
        return files.sizes().keySet().stream()
                .filter(file -> !file.getParent().equals(folder))
                .map(Path::toString)
                .sorted()
                .toList();
    }

    private static boolean isSavepoint(Path folder, @Nullable CheckpointProperties properties) {
        return properties == null
                ? !folder.getName().startsWith(CHECKPOINT)
                : properties.isSavepoint();
    }

    private static FoundRestorePoint unusable(Path folder, long at, String why) {
        String name = folder.getName();
        boolean isCheckpoint = name.matches("chk-[0-9]{1,18}");
        long id = isCheckpoint ? Long.parseLong(name.substring(CHECKPOINT.length())) : 0;
        return new FoundRestorePoint(
                path(folder), !isCheckpoint, id, at, 0, 0, 0, List.of(), List.of(), why);
    }

    private static String path(Path folder) {
        return folder.toString();
    }
}
