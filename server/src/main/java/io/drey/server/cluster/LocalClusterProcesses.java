package io.drey.server.cluster;

import io.drey.model.ClusterInfo;
import io.drey.model.ProcessInfo;
import io.drey.server.platform.CommandLines;
import io.drey.server.platform.ManagedProcess;
import io.drey.server.platform.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, adopts and ends the processes of the local cluster, and keeps the record of them.
 *
 * <p>Confined to the supervisor's thread.
 */
final class LocalClusterProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(LocalClusterProcesses.class);
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final LocalClusterSpec spec;
    private final LocalClusterFiles files;
    private final Consumer<LocalClusterRole> exited;
    private final Map<LocalClusterRole, ManagedProcess> running =
            new EnumMap<>(LocalClusterRole.class);
    private final Map<LocalClusterRole, String> notes = new EnumMap<>(LocalClusterRole.class);
    private final Map<LocalClusterRole, ProcessOutput> outputs =
            new EnumMap<>(LocalClusterRole.class);
    private LocalClusterRecord record = LocalClusterRecord.none();
    private @Nullable LocalClusterPorts ports;

    LocalClusterProcesses(LocalClusterSpec spec, Consumer<LocalClusterRole> exited) {
        this.spec = spec;
        this.files = new LocalClusterFiles(spec);
        this.exited = exited;
    }

    /** The generation an earlier server wrote down last; 0 if there was none. */
    long lastGeneration() {
        try {
            return LocalClusterRecord.read(files.records()).generation();
        } catch (IOException e) {
            LOG.warn("Cannot read the record of the local cluster", e);
            return 0;
        }
    }

    /** Takes over what an earlier server started; true if its JobManager still runs. */
    boolean adopt() throws IOException {
        record = LocalClusterRecord.read(files.records());
        adopt(LocalClusterRole.JOB_MANAGER, record.jobmanager());
        adopt(LocalClusterRole.TASK_MANAGER, record.taskmanager());
        if (find(LocalClusterRole.JOB_MANAGER).isEmpty() || !Files.exists(files.ports())) {
            return false;
        }
        ports = LocalClusterPorts.read(files.ports());
        return true;
    }

    /** Whether the adopted cluster runs from other jars or settings than a new one would. */
    boolean isOutdated() throws IOException {
        return ports == null || !files.fingerprint(ports).equals(record.fingerprint());
    }

    /**
     * Starts a new generation of both; what is left of the old one is ended first.
     *
     * <p>So no task of a job is left when the JobManager brings the job back, which could write
     * what its successor writes again.
     */
    void startAll() throws IOException {
        if (find(LocalClusterRole.JOB_MANAGER).isEmpty()) {
            // Without it there is nothing to end in order, and jobs wait to be brought back.
            kill(LocalClusterRole.TASK_MANAGER);
        }
        endAll();
        endStrays();
        ports = LocalClusterPorts.keptOrFresh(files.ports());
        files.write(ports);
        record =
                new LocalClusterRecord(
                        record.generation() + 1,
                        files.fingerprint(ports),
                        record.taskManagers(),
                        null,
                        null);
        start(LocalClusterRole.JOB_MANAGER);
        start(LocalClusterRole.TASK_MANAGER);
    }

    void start(LocalClusterRole role) throws IOException {
        files.prepareTemporary(role);
        List<String> command = new ArrayList<>(files.command(role));
        if (role == LocalClusterRole.TASK_MANAGER) {
            record = record.withNextTaskManager();
            command.add("-D");
            command.add("taskmanager.resource-id=" + taskManagerId());
        }
        outputs.put(role, ProcessOutput.from(files.output(role)));
        ManagedProcess process =
                ManagedProcess.start(
                        new ProcessSpec(
                                role.word(),
                                command,
                                // Else the allocator of glibc keeps a pool for each thread.
                                Map.of("MALLOC_ARENA_MAX", "2"),
                                spec.directory(),
                                files.output(role)));
        LOG.info("Started role={} pid={}", role.word(), process.pid());
        follow(role, process);
        save();
    }

    /** Ends a process that does not do its work, at once. */
    void kill(LocalClusterRole role) {
        find(role).ifPresent(ManagedProcess::kill);
    }

    /** Ends both and waits for it. */
    void endAll() throws IOException {
        CompletableFuture<Void> taskManagerEnded =
                CompletableFuture.runAsync(() -> end(LocalClusterRole.TASK_MANAGER));
        end(LocalClusterRole.JOB_MANAGER);
        taskManagerEnded.join();
        running.clear();
        files.removeTemporary();
        if (record.jobmanager() != null || record.taskmanager() != null) {
            save();
        }
    }

    private void end(LocalClusterRole role) {
        find(role).ifPresent(process -> process.stop(GRACE));
    }

    Optional<ManagedProcess> find(LocalClusterRole role) {
        return Optional.ofNullable(running.get(role)).filter(ManagedProcess::isAlive);
    }

    /** The name under which the newest TaskManager registers, which tells it from a dead one. */
    String taskManagerId() {
        return "local-" + record.taskManagers();
    }

    /** Which jobs are brought back with the JobManager. */
    LocalClusterRecovery recovery() {
        return new LocalClusterRecovery(files.recovery());
    }

    long generation() {
        return record.generation();
    }

    @Nullable LocalClusterPorts ports() {
        return ports;
    }

    /** Keeps one sentence about a process for whoever looks at the status. */
    void note(LocalClusterRole role, String text) {
        notes.put(role, text);
    }

    /** Both processes as the status shows them, without their memory. */
    List<ProcessInfo> infos(ClusterInfo.State cluster) {
        List<ProcessInfo> infos = new ArrayList<>();
        for (LocalClusterRole role : LocalClusterRole.values()) {
            ManagedProcess process = find(role).orElse(null);
            String alive = cluster == ClusterInfo.State.UP ? "up" : "starting";
            infos.add(
                    new ProcessInfo(
                            role.word(),
                            LocalCluster.NAME,
                            process == null ? null : process.pid(),
                            role == LocalClusterRole.JOB_MANAGER && ports != null
                                    ? ports.rest()
                                    : null,
                            null,
                            null,
                            process == null ? "stopped" : alive,
                            process == null ? null : process.startedAt(),
                            notes.get(role)));
        }
        return infos;
    }

    /** What a process said of its end on standard output or error; empty if it said nothing. */
    String lastWords(LocalClusterRole role) {
        ProcessOutput output = outputs.get(role);
        return output == null ? "" : output.lastWords();
    }

    private void adopt(LocalClusterRole role, LocalClusterRecord.@Nullable Entry entry) {
        if (entry == null) {
            return;
        }
        entry.adopt(role)
                .ifPresent(
                        process -> {
                            LOG.info("Adopted role={} pid={}", role.word(), process.pid());
                            outputs.put(role, ProcessOutput.from(files.output(role)));
                            follow(role, process);
                        });
    }

    private void follow(LocalClusterRole role, ManagedProcess process) {
        running.put(role, process);
        process.onExit().thenRun(() -> exited.accept(role));
    }

    private void save() throws IOException {
        record =
                new LocalClusterRecord(
                        record.generation(),
                        record.fingerprint(),
                        record.taskManagers(),
                        LocalClusterRecord.Entry.of(running.get(LocalClusterRole.JOB_MANAGER)),
                        LocalClusterRecord.Entry.of(running.get(LocalClusterRole.TASK_MANAGER)));
        record.write(files.records());
    }

    /** Ends processes of this cluster that no record names: their server died in between. */
    private void endStrays() {
        List<Long> ended = CommandLines.end(files.mark()::equals);
        if (!ended.isEmpty()) {
            LOG.warn("Ended stray processes pids={}", ended);
        }
    }
}
