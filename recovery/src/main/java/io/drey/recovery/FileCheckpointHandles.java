package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.CheckpointStoreUtil;
import org.apache.flink.runtime.checkpoint.CompletedCheckpoint;
import org.apache.flink.runtime.persistence.IntegerResourceVersion;
import org.apache.flink.runtime.persistence.PossibleInconsistentStateException;
import org.apache.flink.runtime.persistence.StateHandleStore;
import org.apache.flink.runtime.state.RetrievableStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The completed checkpoints of one job, a file each.
 *
 * <p>Nobody else touches the folder, so that locks on single entries mean nothing here. Thread-safe
 * for different names.
 */
final class FileCheckpointHandles
        implements StateHandleStore<CompletedCheckpoint, IntegerResourceVersion> {
    private static final Logger LOG = LoggerFactory.getLogger(FileCheckpointHandles.class);

    private final RecoveryFolder folder;
    private final JobID job;
    private final Path directory;

    FileCheckpointHandles(RecoveryFolder folder, JobID job) {
        this.folder = requireNonNull(folder, "folder");
        this.job = requireNonNull(job, "job");
        this.directory = folder.checkpoints(job);
    }

    /** Names that sort as the checkpoints were made. */
    enum Names implements CheckpointStoreUtil {
        INSTANCE;

        @Override
        public String checkpointIDToName(long id) {
            return String.format(Locale.ROOT, "%019d", id);
        }

        @Override
        public long nameToCheckpointID(String name) {
            return Long.parseLong(name);
        }
    }

    /** The oldest first. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{19}"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * One checkpoint.
     *
     * @throws TornFileException if it is damaged
     */
    CompletedCheckpoint read(String name) throws IOException {
        return SealedFile.read(file(name), CompletedCheckpoint.class);
    }

    @Override
    public RetrievableStateHandle<CompletedCheckpoint> addAndLock(
            String name, CompletedCheckpoint checkpoint) throws Exception {
        folder.prepare(job);
        write(name, checkpoint);
        Files.deleteIfExists(folder.tries(job));
        return new Handle(directory.resolve(name).toString());
    }

    @Override
    public void replace(
            String name, IntegerResourceVersion expected, CompletedCheckpoint checkpoint)
            throws Exception {
        write(name, checkpoint);
    }

    @Override
    public IntegerResourceVersion exists(String name) {
        return Files.exists(file(name))
                ? IntegerResourceVersion.valueOf(0)
                : IntegerResourceVersion.notExisting();
    }

    @Override
    public RetrievableStateHandle<CompletedCheckpoint> getAndLock(String name) {
        return new Handle(file(name).toString());
    }

    @Override
    public List<Tuple2<RetrievableStateHandle<CompletedCheckpoint>, String>> getAllAndLock()
            throws IOException {
        List<Tuple2<RetrievableStateHandle<CompletedCheckpoint>, String>> all = new ArrayList<>();
        for (String name : names()) {
            try {
                read(name);
                all.add(Tuple2.of(getAndLock(name), name));
            } catch (TornFileException e) {
                // Not the newest one: that was looked at before the job was brought back.
                LOG.error("Ignores checkpoint={} of job={}: {}", name, job, e.getMessage());
                Files.deleteIfExists(file(name));
            }
        }
        return all;
    }

    @Override
    public List<String> getAllHandles() throws IOException {
        return names();
    }

    @Override
    public boolean releaseAndTryRemove(String name) throws IOException {
        return Files.deleteIfExists(file(name));
    }

    @Override
    public void clearEntries() throws IOException {
        RecoveryFolder.delete(directory);
    }

    @Override
    public void release(String name) {}

    @Override
    public void releaseAll() {}

    private void write(String name, CompletedCheckpoint checkpoint)
            throws IOException, PossibleInconsistentStateException {
        try {
            SealedFile.write(file(name), checkpoint);
        } catch (IOException e) {
            if (Files.exists(file(name))) {
                // Else Flink would delete the state that the file names.
                throw new PossibleInconsistentStateException(e);
            }
            throw e;
        }
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    /** Leads to one checkpoint's file. */
    private static final class Handle implements RetrievableStateHandle<CompletedCheckpoint> {
        private static final long serialVersionUID = 1;

        private final String file;

        Handle(String file) {
            this.file = file;
        }

        @Override
        public CompletedCheckpoint retrieveState() throws IOException {
            return SealedFile.read(Path.of(file), CompletedCheckpoint.class);
        }

        @Override
        public void discardState() throws IOException {
            Files.deleteIfExists(Path.of(file));
        }

        @Override
        public long getStateSize() {
            return 0;
        }
    }
}
