package io.drey.server.cluster;

import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.JsonMappers;
import io.drey.server.platform.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What is kept on disk about the running cluster, for a restarted server and for {@code drey down}.
 *
 * @param generation counts the JobManagers; jobs of an earlier generation are gone unless they are
 *     kept
 * @param fingerprint of the jars and settings it was started from
 * @param taskManagers counts the TaskManagers; the newest is the one that must be connected
 */
record LocalClusterRecord(
        long generation,
        String fingerprint,
        long taskManagers,
        @Nullable Entry jobmanager,
        @Nullable Entry taskmanager) {

    /** A process by pid, and by start instant, as pids are given out again. */
    record Entry(long pid, Instant startedAt) {
        static @Nullable Entry of(@Nullable ManagedProcess process) {
            return process == null ? null : new Entry(process.pid(), process.startedAt());
        }

        Optional<ManagedProcess> adopt(LocalClusterRole role) {
            return ManagedProcess.adopt(role.word(), pid, startedAt);
        }
    }

    static LocalClusterRecord none() {
        return new LocalClusterRecord(0, "", 0, null, null);
    }

    /** The record, or an empty one where there is none that can be read. */
    static LocalClusterRecord read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return none();
        }
        try {
            return JsonMappers.files()
                    .readValue(Files.readAllBytes(file), LocalClusterRecord.class);
        } catch (JacksonException e) {
            return none();
        }
    }

    LocalClusterRecord withNextTaskManager() {
        return new LocalClusterRecord(
                generation, fingerprint, taskManagers + 1, jobmanager, taskmanager);
    }

    void write(Path file) throws IOException {
        AtomicFiles.write(file, JsonMappers.files().writeValueAsBytes(this));
    }
}
