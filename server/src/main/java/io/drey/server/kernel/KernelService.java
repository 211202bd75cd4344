package io.drey.server.kernel;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import io.drey.model.KernelState;
import io.drey.model.ProcessInfo;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.KernelRecord;
import io.drey.server.store.KernelStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernels users see, each bound to a process, and the warm spares that make new ones quick.
 *
 * <p>A kernel whose process died keeps its name and gets a new process on the next start.
 * Thread-safe: one lock guards all; listeners are called without it.
 */
public final class KernelService implements KernelProcesses.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(KernelService.class);

    private final KernelProcesses processes;
    private final KernelStore store;
    private final Supplier<ServerMessages.Configure> configuration;
    private final RandomIds ids;
    private final Clock clock;
    private final int spareCount;
    private final Map<KernelId, KernelRecord> kernels = new LinkedHashMap<>();
    private final Map<KernelId, KernelProcess> bound = new LinkedHashMap<>();
    private final List<KernelProcess> spares = new ArrayList<>();
    private @Nullable KernelListener listener;
    private boolean isClosing;

    /**
     * @param configuration what a kernel is told when it is bound; asked for each time
     * @param spareCount how many warm processes to keep
     */
    public KernelService(
            KernelProcesses processes,
            KernelStore store,
            Supplier<ServerMessages.Configure> configuration,
            RandomIds ids,
            Clock clock,
            int spareCount) {
        this.processes = processes;
        this.store = store;
        this.configuration = configuration;
        this.ids = ids;
        this.clock = clock;
        this.spareCount = spareCount;
    }

    public void setListener(KernelListener listener) {
        this.listener = listener;
    }

    /** Takes over the kernels of an earlier server, and starts the spares. */
    public void start() {
        processes.setListener(this);
        synchronized (this) {
            for (KernelRecord record : store.list()) {
                kernels.put(record.id(), takeOver(record));
            }
            fillSpares();
        }
    }

    /** The notebook's kernel, or a new one; a kernel whose process died gets a new process. */
    public synchronized KernelInfo open(KernelRequest request) {
        for (KernelRecord kernel : kernels.values()) {
            boolean isSame =
                    request.notebook() != null
                            ? request.notebook().equals(kernel.notebook())
                            : request.name() != null && request.name().equals(kernel.name());
            if (isSame) {
                return info(bound.containsKey(kernel.id()) ? kernel : bind(kernel));
            }
        }
        KernelRecord kernel =
                new KernelRecord(
                        new KernelId(ids.id("k")),
                        request.notebook(),
                        request.name(),
                        processes.launcher().runtime(),
                        "local",
                        KernelState.STARTING,
                        clock.instant(),
                        null,
                        null,
                        null,
                        null,
                        null);
        return info(bind(kernel));
    }

    public synchronized KernelInfo get(KernelId id) {
        return info(record(id));
    }

    public synchronized List<KernelInfo> list() {
        return kernels.values().stream().map(this::info).toList();
    }

    /** Ends a kernel and forgets it. */
    public void delete(KernelId id) {
        KernelProcess process;
        synchronized (this) {
            record(id);
            kernels.remove(id);
            process = bound.remove(id);
            store.delete(id);
        }
        end(id, process, "the kernel was stopped");
    }

    /** Gives a kernel a fresh process; its temporary tables are gone. */
    public KernelInfo restart(KernelId id) {
        KernelProcess process;
        synchronized (this) {
            record(id);
            process = bound.remove(id);
        }
        end(id, process, "the kernel was restarted");
        synchronized (this) {
            return info(bind(record(id)));
        }
    }

    /** Gives a kernel a process if it has none; true if it was given one now. */
    public synchronized boolean ensureProcess(KernelId id) {
        KernelRecord kernel = record(id);
        if (bound.containsKey(id)) {
            return false;
        }
        bind(kernel);
        return true;
    }

    /** Whether the kernel has a process, though it may not answer yet. */
    public synchronized boolean hasProcess(KernelId id) {
        return bound.containsKey(id);
    }

    /** Says something to a kernel's process; without a process it is lost, as the kernel is. */
    public void send(KernelId id, Message message) {
        KernelProcess process;
        synchronized (this) {
            process = bound.get(id);
        }
        if (process != null) {
            process.send(message);
        }
    }

    /** Whether the kernel can run something now. */
    public synchronized boolean isIdle(KernelId id) {
        KernelRecord kernel = kernels.get(id);
        return kernel != null && kernel.state() == KernelState.IDLE;
    }

    /** Notes that a kernel works on a run, or is free again. */
    public synchronized void setBusy(KernelId id, boolean isBusy) {
        KernelRecord kernel = kernels.get(id);
        if (kernel != null && bound.containsKey(id)) {
            save(kernel.withState(isBusy ? KernelState.BUSY : KernelState.IDLE, kernel.why()));
        }
    }

    /** The file the kernel's process writes to; null while it has no process. */
    public synchronized @Nullable Path log(KernelId id) {
        String process = record(id).process();
        return process == null ? null : processes.launcher().log(process);
    }

    /** The log of a kernel, or of a spare by the name the status page gives it. */
    public synchronized Optional<Path> findLog(String name) {
        Stream<String> ofKernels =
                kernels.values().stream()
                        .filter(kernel -> kernel.id().value().equals(name))
                        .map(KernelRecord::process)
                        .filter(Objects::nonNull);
        Stream<String> ofSpares = spares.stream().map(KernelProcess::id).filter(name::equals);
        return Stream.concat(ofKernels, ofSpares).findFirst().map(processes.launcher()::log);
    }

    /** Kernel processes for the status page. */
    public synchronized List<ProcessInfo> processes() {
        List<ProcessInfo> infos = new ArrayList<>();
        bound.forEach(
                (id, process) ->
                        infos.add(describe("kernel", id.value(), process, state(record(id)))));
        for (KernelProcess spare : spares) {
            infos.add(
                    describe(
                            "spare-kernel",
                            spare.id(),
                            spare,
                            spare.isWarm() ? "warm" : "starting"));
        }
        return infos;
    }

    /** Ends every process; kernels stay known for the next start. */
    public void stopAll() {
        List<KernelProcess> all;
        synchronized (this) {
            isClosing = true;
            all = processes.list();
            kernels.replaceAll(
                    (id, kernel) -> kernel.withState(KernelState.STOPPED, "Drey was stopped"));
            kernels.values().forEach(store::save);
            bound.clear();
            spares.clear();
        }
        all.parallelStream().forEach(process -> processes.stop(process, "Drey was stopped"));
    }

    /** Tells every bound kernel where its cluster is now; for when the cluster came or moved. */
    public synchronized void configureAll() {
        bound.values().stream().filter(KernelProcess::isWarm).forEach(this::configure);
    }

    @Override
    public synchronized void warm(KernelProcess process) {
        if (kernelOf(process) != null) {
            configure(process);
        }
    }

    @Override
    public void said(KernelProcess process, Message message) {
        KernelId id;
        synchronized (this) {
            id = kernelOf(process);
            if (id == null) {
                return;
            }
            if (message instanceof KernelMessages.Ready) {
                save(record(id).withState(KernelState.IDLE, record(id).why()));
                fillSpares();
            }
        }
        if (listener == null) {
            return;
        }
        if (message instanceof KernelMessages.Ready) {
            listener.ready(id);
        } else {
            listener.said(id, message);
        }
    }

    @Override
    public void sentRows(KernelProcess process, RowFrame frame) {
        KernelId id;
        synchronized (this) {
            id = kernelOf(process);
        }
        if (id != null && listener != null) {
            listener.sentRows(id, frame);
        }
    }

    @Override
    public void gone(KernelProcess process, String why) {
        KernelId id;
        synchronized (this) {
            boolean wasSpare = spares.remove(process);
            id = kernelOf(process);
            if (id != null) {
                bound.remove(id);
                save(record(id).withState(KernelState.LOST, "The kernel was lost: " + why + "."));
            }
            // A spare that cannot even start would be started for ever.
            if (!isClosing && (!wasSpare || process.isWarm())) {
                fillSpares();
            }
        }
        if (id != null && listener != null) {
            listener.lost(id, why, false);
        }
    }

    private void end(KernelId id, @Nullable KernelProcess process, String why) {
        if (process != null) {
            processes.stop(process, why);
            if (listener != null) {
                listener.lost(id, why, true);
            }
        }
    }

    private KernelRecord takeOver(KernelRecord record) {
        Long pid = record.pid();
        if (record.process() != null
                && record.tokenHash() != null
                && pid != null
                && record.pidStartedAt() != null) {
            var process =
                    processes.adopt(
                            record.process(), record.tokenHash(), pid, record.pidStartedAt());
            if (process.isPresent()) {
                LOG.info("Adopted kernel={} process={}", record.id(), record.process());
                bound.put(record.id(), process.get());
                return record;
            }
        }
        return record.withState(
                KernelState.STOPPED,
                record.state() == KernelState.STOPPED
                        ? record.why()
                        : "Its process ended while the server was away.");
    }

    private KernelRecord bind(KernelRecord kernel) {
        KernelProcess process = spares.isEmpty() ? processes.start() : spares.remove(0);
        bound.put(kernel.id(), process);
        if (process.isWarm()) {
            configure(process);
        }
        return save(
                new KernelRecord(
                        kernel.id(),
                        kernel.notebook(),
                        kernel.name(),
                        kernel.runtime(),
                        kernel.cluster(),
                        KernelState.STARTING,
                        clock.instant(),
                        process.id(),
                        process.tokenHash(),
                        process.process().pid(),
                        process.process().startedAt(),
                        null));
    }

    private void configure(KernelProcess process) {
        try {
            process.send(configuration.get());
        } catch (DreyException e) {
            // The cluster is not there yet; configureAll follows when it is.
            LOG.info("Waiting to bind process={} because={}", process.id(), e.getMessage());
        }
    }

    private void fillSpares() {
        while (!isClosing && spares.size() < spareCount) {
            try {
                spares.add(processes.start());
            } catch (DreyException e) {
                LOG.warn("Failed to start a spare kernel because={}", e.getMessage());
                return;
            }
        }
    }

    private KernelRecord save(KernelRecord kernel) {
        kernels.put(kernel.id(), kernel);
        store.save(kernel);
        return kernel;
    }

    private KernelRecord record(KernelId id) {
        KernelRecord kernel = kernels.get(id);
        if (kernel == null) {
            throw new DreyException(DreyErrorCode.KERNEL_NOT_FOUND, "kernel: " + id);
        }
        return kernel;
    }

    private @Nullable KernelId kernelOf(KernelProcess process) {
        for (Map.Entry<KernelId, KernelProcess> entry : bound.entrySet()) {
            if (entry.getValue() == process) {
                return entry.getKey();
            }
        }
        return null;
    }

    private KernelInfo info(KernelRecord kernel) {
        KernelProcess process = bound.get(kernel.id());
        return new KernelInfo(
                kernel.id(),
                kernel.notebook(),
                kernel.name(),
                kernel.runtime(),
                kernel.cluster(),
                kernel.state(),
                process == null ? null : process.process().pid(),
                kernel.startedAt(),
                process == null ? null : process.process().memoryBytes(),
                kernel.why());
    }

    private static String state(KernelRecord kernel) {
        return switch (kernel.state()) {
            case STARTING -> "starting";
            case IDLE -> "idle";
            case BUSY -> "busy";
            case LOST -> "lost";
            case STOPPED -> "stopped";
        };
    }

    private ProcessInfo describe(String role, String name, KernelProcess process, String state) {
        return new ProcessInfo(
                role,
                name,
                process.process().pid(),
                null,
                processes.launcher().runtime(),
                process.process().memoryBytes(),
                state,
                process.process().startedAt(),
                null);
    }
}
