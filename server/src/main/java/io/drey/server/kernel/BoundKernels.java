package io.drey.server.kernel;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import io.drey.model.KernelState;
import io.drey.protocol.KernelMessages;
import io.drey.server.store.KernelRecord;
import io.drey.server.store.KernelStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that are known, as stored, and the process each is bound to.
 *
 * <p>Confined to the lock of its owner.
 */
final class BoundKernels {
    private final KernelStore store;
    private final Map<KernelId, KernelRecord> records = new LinkedHashMap<>();
    private final Map<KernelId, KernelProcess> bound = new LinkedHashMap<>();

    /** What the sessions of bound kernels began with. */
    private final Map<KernelId, KernelMessages.Ready> beginnings = new HashMap<>();

    BoundKernels(KernelStore store) {
        this.store = store;
    }

    /** Kernels that an earlier server knew. */
    List<KernelRecord> stored() {
        return store.list();
    }

    /** Takes a record that is as it was stored. */
    void add(KernelRecord kernel) {
        records.put(kernel.id(), kernel);
    }

    KernelRecord save(KernelRecord kernel) {
        records.put(kernel.id(), kernel);
        store.save(kernel);
        return kernel;
    }

    void delete(KernelId id) {
        records.remove(id);
        unbind(id);
        store.delete(id);
    }

    @Nullable KernelRecord find(KernelId id) {
        return records.get(id);
    }

    /**
     * The kernel's record.
     *
     * @throws DreyException KERNEL_NOT_FOUND if there is none
     */
    KernelRecord get(KernelId id) {
        KernelRecord kernel = records.get(id);
        if (kernel == null) {
            throw new DreyException(DreyErrorCode.KERNEL_NOT_FOUND, "kernel: " + id);
        }
        return kernel;
    }

    /** The kernel of a notebook, or of that name. */
    Optional<KernelRecord> find(KernelRequest request) {
        return records.values().stream()
                .filter(
                        kernel ->
                                request.notebook() != null
                                        ? request.notebook().equals(kernel.notebook())
                                        : request.name() != null
                                                && request.name().equals(kernel.name()))
                .findFirst();
    }

    /** Gives a notebook's kernel to the path it has now, and takes it from who had that before. */
    void moveNotebook(String from, String to) {
        for (KernelRecord kernel : list()) {
            if (to.equals(kernel.notebook())) {
                save(kernel.withNotebook(null));
            } else if (from.equals(kernel.notebook())) {
                save(kernel.withNotebook(to));
            }
        }
    }

    List<KernelRecord> list() {
        return List.copyOf(records.values());
    }

    void bind(KernelId id, KernelProcess process) {
        bound.put(id, process);
    }

    @Nullable KernelProcess unbind(KernelId id) {
        beginnings.remove(id);
        return bound.remove(id);
    }

    /** Notes what the session of a kernel began with. */
    void begun(KernelId id, KernelMessages.Ready beginning) {
        beginnings.put(id, beginning);
    }

    @Nullable KernelProcess process(KernelId id) {
        return bound.get(id);
    }

    boolean isBound(KernelId id) {
        return bound.containsKey(id);
    }

    @Nullable KernelId kernelOf(KernelProcess process) {
        for (Map.Entry<KernelId, KernelProcess> entry : bound.entrySet()) {
            if (entry.getValue() == process) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** The processes that kernels have, or had last. */
    Set<String> processIds() {
        return records.values().stream()
                .map(KernelRecord::process)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    Collection<KernelProcess> processes() {
        return bound.values();
    }

    void forEach(BiConsumer<KernelId, KernelProcess> action) {
        bound.forEach(action);
    }

    /** Notes that every kernel was stopped, and lets go of the processes. */
    void stopAll(String why) {
        list().forEach(kernel -> save(kernel.withState(KernelState.STOPPED, why)));
        bound.clear();
        beginnings.clear();
    }

    KernelInfo info(KernelRecord kernel) {
        KernelProcess process = bound.get(kernel.id());
        KernelMessages.Ready beginning = beginnings.get(kernel.id());
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
                kernel.why(),
                beginning == null ? null : beginning.notebook(),
                beginning == null ? List.of() : beginning.warnings());
    }
}
