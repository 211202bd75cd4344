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
import io.drey.server.platform.Durations;
import io.drey.server.platform.RandomIds;
import io.drey.server.store.KernelRecord;
import io.drey.server.store.KernelStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    /**
     * How long a new kernel has the machine for its first run: a spare that starts takes a whole
     * core for some seconds, and made the first answer three times later on a machine with two.
     */
    private static final Duration SPARE_DELAY = Duration.ofSeconds(3);

    private final KernelProcesses processes;
    private final Function<Map<String, String>, ServerMessages.Configure> configuration;
    private final Function<String, Map<String, String>> settingsOfNotebook;
    private final RandomIds ids;
    private final Clock clock;
    private final BoundKernels kernels;
    private final SparePool spares;
    private final IdleKernels idle;
    private final Set<KernelId> renewed = new HashSet<>();

    /** What those asked to begin with that are nobody's file. */
    private final Map<KernelId, Map<String, String>> given = new HashMap<>();

    /** What no run was told yet of how the session began. */
    private final Map<KernelId, List<String>> untold = new HashMap<>();

    /** Kernels that lost their process, and whose runs are being ended for it. */
    private final Set<KernelId> ending = new HashSet<>();

    private @Nullable KernelListener listener;
    private @Nullable Instant sparesDueAt;
    private boolean isClosing;

    /**
     * @param configuration what a kernel is told when it is bound, with what its session is to
     *     begin with; asked for each time
     * @param settingsOfNotebook what the file of a notebook says of its session; asked under this
     *     service's lock, so it may wait for nobody
     */
    public KernelService(
            KernelProcesses processes,
            KernelStore store,
            Function<Map<String, String>, ServerMessages.Configure> configuration,
            Function<String, Map<String, String>> settingsOfNotebook,
            RandomIds ids,
            Clock clock,
            KernelLimits limits) {
        this.processes = processes;
        this.configuration = configuration;
        this.settingsOfNotebook = settingsOfNotebook;
        this.ids = ids;
        this.clock = clock;
        this.kernels = new BoundKernels(store);
        this.spares = new SparePool(processes, limits.spares());
        this.idle = new IdleKernels(limits.idleTimeout());
    }

    public void setListener(KernelListener listener) {
        this.listener = listener;
    }

    /**
     * Takes over the kernels of an earlier server; to be called before anybody can dial in, since a
     * process the server does not know is turned away and ends.
     */
    public void recover() {
        processes.setListener(this);
        synchronized (this) {
            for (KernelRecord record : kernels.stored()) {
                kernels.add(takeOver(record));
            }
        }
    }

    /** Ends what nobody knows any more, and starts the spares. */
    public synchronized void start() {
        processes.endStrays();
        fillSpares();
    }

    /** The notebook's kernel, or a new one; a kernel whose process died gets a new process. */
    public synchronized KernelInfo open(KernelRequest request) {
        kernels.find(request).ifPresent(kernel -> awaitSettled(kernel.id()));
        Optional<KernelRecord> known = kernels.find(request);
        if (known.isPresent()) {
            KernelRecord kernel = known.get();
            if (kernels.isBound(kernel.id())) {
                return kernels.info(kernel);
            }
            KernelInfo info = kernels.info(bind(kernel));
            // Its next run has to say that what earlier ones made is gone.
            renewed.add(kernel.id());
            return info;
        }
        KernelId id = new KernelId(ids.id("k"));
        if (request.settings() != null) {
            given.put(id, request.settings());
        }
        String runtime = processes.launcher().runtime();
        return kernels.info(bind(KernelRecord.unbound(id, request, runtime, clock.instant())));
    }

    public synchronized KernelInfo get(KernelId id) {
        return kernels.info(kernels.get(id));
    }

    public synchronized List<KernelInfo> list() {
        return kernels.list().stream().map(kernels::info).toList();
    }

    /** Lets a notebook keep its kernel under the path it has now. */
    public synchronized void moveNotebook(String from, String to) {
        kernels.moveNotebook(from, to);
    }

    /** Forgets a kernel and lets its process end; it may take some more seconds to be gone. */
    public void delete(KernelId id) {
        KernelProcess process;
        synchronized (this) {
            kernels.get(id);
            process = kernels.unbind(id);
            kernels.delete(id);
            idle.forget(id);
            renewed.remove(id);
            given.remove(id);
            untold.remove(id);
            // Else one that ends before it was ready would leave its spare unreplaced.
            fillSpares();
        }
        if (process != null) {
            processes.stopLater(process, "the kernel was stopped");
            tellLost(id, "the kernel was stopped", true);
        }
    }

    /** Gives a kernel a fresh process; its temporary tables are gone. */
    public KernelInfo restart(KernelId id) {
        KernelProcess old;
        synchronized (this) {
            awaitSettled(id);
            kernels.get(id);
            old = kernels.unbind(id);
            ending.add(id);
        }
        String why = "the kernel was restarted";
        try {
            if (old != null) {
                tellLost(id, why, true);
            }
            synchronized (this) {
                return kernels.info(bind(kernels.get(id)));
            }
        } finally {
            markSettled(id);
            if (old != null) {
                processes.stopLater(old, why);
            }
        }
    }

    /** Gives a kernel a process if it has none; true if its process is new to its runs. */
    public synchronized boolean ensureProcess(KernelId id) {
        awaitSettled(id);
        KernelRecord kernel = kernels.get(id);
        if (!kernels.isBound(id)) {
            bind(kernel);
            renewed.remove(id);
            return true;
        }
        idle.used(id, clock.instant());
        return renewed.remove(id);
    }

    /** Whether the kernel has a process, though it may not answer yet. */
    public synchronized boolean hasProcess(KernelId id) {
        return kernels.isBound(id);
    }

    /** Says something to a kernel's process; without a process it is lost, as the kernel is. */
    public void send(KernelId id, Message message) {
        KernelProcess process;
        synchronized (this) {
            process = kernels.process(id);
            idle.used(id, clock.instant());
        }
        if (process != null) {
            process.send(message);
        }
    }

    /** Whether the kernel can run something now. */
    public synchronized boolean isIdle(KernelId id) {
        KernelRecord kernel = kernels.find(id);
        return kernel != null && kernel.state() == KernelState.IDLE && kernels.isBound(id);
    }

    /** What its next run has to tell of how the session began; told once. */
    public synchronized List<String> takeWarnings(KernelId id) {
        List<String> warnings = untold.remove(id);
        return warnings == null ? List.of() : warnings;
    }

    /** Notes that a kernel works on a run, or is free again. */
    public synchronized void setBusy(KernelId id, boolean isBusy) {
        KernelRecord kernel = kernels.find(id);
        if (kernel != null && kernels.isBound(id)) {
            idle.used(id, clock.instant());
            kernels.save(
                    kernel.withState(isBusy ? KernelState.BUSY : KernelState.IDLE, kernel.why()));
        }
        if (!isBusy && sparesDueAt != null) {
            fillSpares();
        }
    }

    /** Replaces spares that were taken a while ago; to be called every second or so. */
    public synchronized void replaceSpares() {
        if (sparesDueAt != null && !clock.instant().isBefore(sparesDueAt)) {
            fillSpares();
        }
    }

    /** Stops kernels nobody needed for so long; to be called every second or so. */
    public void stopIdle(KernelUse use) {
        List<KernelRecord> candidates;
        synchronized (this) {
            candidates = kernels.list().stream().filter(kernel -> isOver(kernel.id())).toList();
        }
        for (KernelRecord kernel : candidates) {
            // Asked without the lock: whoever knows has locks of its own.
            if (use.isInUse(kernel.id(), kernel.notebook())) {
                synchronized (this) {
                    idle.used(kernel.id(), clock.instant());
                }
            } else {
                stopIdle(kernel.id());
            }
        }
    }

    /** The file the kernel's process writes to; null while it has no process. */
    public synchronized @Nullable Path log(KernelId id) {
        String process = kernels.get(id).process();
        return process == null ? null : processes.launcher().log(process);
    }

    /** The log of a kernel, or of a spare by the name the status page gives it. */
    public synchronized Optional<Path> findLog(String name) {
        Stream<String> ofKernels =
                kernels.list().stream()
                        .filter(kernel -> kernel.id().value().equals(name))
                        .map(KernelRecord::process)
                        .filter(Objects::nonNull);
        Stream<String> ofSpares =
                spares.list().stream().map(KernelProcess::id).filter(name::equals);
        return Stream.concat(ofKernels, ofSpares).findFirst().map(processes.launcher()::log);
    }

    /** Kernel processes for the status page. */
    public synchronized List<ProcessInfo> processes() {
        String runtime = processes.launcher().runtime();
        List<ProcessInfo> infos = new ArrayList<>();
        kernels.forEach(
                (id, process) ->
                        infos.add(
                                KernelStatus.ofKernel(
                                        runtime, id.value(), process, kernels.get(id).state())));
        spares.list().forEach(spare -> infos.add(KernelStatus.ofSpare(runtime, spare)));
        return infos;
    }

    /** Ends every process; kernels stay known for the next start. */
    public void stopAll() {
        List<KernelProcess> all;
        synchronized (this) {
            isClosing = true;
            all = processes.list();
            kernels.stopAll("Drey was stopped");
            spares.clear();
        }
        all.parallelStream().forEach(process -> processes.stop(process, "Drey was stopped"));
    }

    /** Tells every bound kernel where its cluster is now; for when the cluster came or moved. */
    public synchronized void configureAll() {
        kernels.forEach(
                (id, process) -> {
                    if (process.isWarm()) {
                        configure(id, process);
                    }
                });
    }

    @Override
    public synchronized void warm(KernelProcess process) {
        KernelId id = kernels.kernelOf(process);
        if (id != null) {
            configure(id, process);
        }
    }

    @Override
    public void connected(KernelProcess process) {
        KernelId id;
        synchronized (this) {
            id = kernels.kernelOf(process);
        }
        if (id != null && listener != null) {
            listener.connected(id);
        }
    }

    @Override
    public void said(KernelProcess process, Message message) {
        KernelId id;
        synchronized (this) {
            id = kernels.kernelOf(process);
            if (id == null) {
                return;
            }
            if (message instanceof KernelMessages.Ready ready) {
                KernelRecord kernel = kernels.get(id);
                kernels.begun(id, ready);
                if (kernel.state() == KernelState.STARTING) {
                    untold.put(id, ready.warnings());
                }
                kernels.save(kernel.withState(KernelState.IDLE, kernel.why()));
                sparesDueAt = clock.instant().plus(SPARE_DELAY);
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
            id = kernels.kernelOf(process);
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
            id = kernels.kernelOf(process);
            if (id != null) {
                kernels.unbind(id);
                kernels.save(
                        kernels.get(id)
                                .withState(KernelState.LOST, "The kernel was lost: " + why + "."));
                ending.add(id);
            }
            // A spare that cannot even start would be started for ever.
            if (!wasSpare || process.isWarm()) {
                fillSpares();
            }
        }
        if (id != null) {
            try {
                tellLost(id, why, false);
            } finally {
                markSettled(id);
            }
        }
    }

    private boolean isOver(KernelId id) {
        return isIdle(id) && idle.isOver(id, clock.instant());
    }

    private void stopIdle(KernelId id) {
        KernelProcess process;
        String span = Durations.words(idle.limit());
        synchronized (this) {
            // A run may have come meanwhile.
            if (!isOver(id)) {
                return;
            }
            process = kernels.unbind(id);
            kernels.save(
                    kernels.get(id)
                            .withState(
                                    KernelState.STOPPED, "Stopped after being idle for " + span));
        }
        LOG.info("Stops idle kernel={} limit={}", id, span);
        // No run is told: there was none, and one that comes now has a process of its own.
        if (process != null) {
            processes.stop(process, "it was idle for " + span);
        }
    }

    private void tellLost(KernelId id, String why, boolean wasAsked) {
        if (listener != null) {
            listener.lost(id, why, wasAsked);
        }
    }

    /**
     * Waits until the runs of a process that is gone were ended. What comes meanwhile is for the
     * next process, and would be ended with them.
     */
    private synchronized void awaitSettled(KernelId id) {
        boolean wasInterrupted = false;
        while (ending.contains(id)) {
            try {
                wait();
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void markSettled(KernelId id) {
        ending.remove(id);
        notifyAll();
    }

    private KernelRecord takeOver(KernelRecord record) {
        Optional<KernelProcess> process = processes.adopt(record);
        if (process.isPresent()) {
            LOG.info("Adopted kernel={} process={}", record.id(), record.process());
            kernels.bind(record.id(), process.get());
            idle.used(record.id(), clock.instant());
            return record;
        }
        return record.withState(
                KernelState.STOPPED,
                record.state() == KernelState.STOPPED
                        ? record.why()
                        : "Its process ended while the server was away.");
    }

    private KernelRecord bind(KernelRecord kernel) {
        if (isClosing) {
            throw new DreyException(DreyErrorCode.KERNEL_START_FAILED, "Drey is being stopped");
        }
        KernelProcess process = spares.take();
        kernels.bind(kernel.id(), process);
        idle.used(kernel.id(), clock.instant());
        KernelRecord saved =
                kernels.save(
                        kernel.withProcess(
                                process.id(),
                                process.tokenHash(),
                                process.process().pid(),
                                process.process().startedAt(),
                                clock.instant()));
        if (process.isWarm()) {
            configure(kernel.id(), process);
        }
        return saved;
    }

    private void configure(KernelId id, KernelProcess process) {
        try {
            process.send(configuration.apply(settingsOf(id)));
        } catch (DreyException e) {
            // The cluster is not there yet; configureAll follows when it is.
            LOG.info("Waiting to bind process={} because={}", process.id(), e.getMessage());
        }
    }

    private Map<String, String> settingsOf(KernelId id) {
        Map<String, String> settings = given.get(id);
        KernelRecord kernel = kernels.find(id);
        if (settings != null || kernel == null || kernel.notebook() == null) {
            return settings == null ? Map.of() : settings;
        }
        return settingsOfNotebook.apply(kernel.notebook());
    }

    private void fillSpares() {
        sparesDueAt = null;
        if (!isClosing) {
            spares.fill();
            // Each spare begins a log of its own.
            processes.removeOldLogs(kernels.processIds());
        }
    }
}
