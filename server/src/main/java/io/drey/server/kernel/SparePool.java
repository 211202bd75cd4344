package io.drey.server.kernel;

import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warm processes that make new kernels quick. Confined to the lock of its owner. */
final class SparePool {
    private static final Logger LOG = LoggerFactory.getLogger(SparePool.class);

    private final KernelProcesses processes;
    private final int size;
    private final List<KernelProcess> spares = new ArrayList<>();

    SparePool(KernelProcesses processes, int size) {
        this.processes = processes;
        this.size = size;
    }

    /** A spare, or a process that is only being started. */
    KernelProcess take() {
        return spares.isEmpty() ? processes.start() : spares.remove(0);
    }

    /** Starts what is missing. */
    void fill() {
        while (spares.size() < size) {
            try {
                spares.add(processes.start());
            } catch (DreyException e) {
                LOG.warn("Failed to start a spare kernel because={}", e.getMessage());
                return;
            }
        }
    }

    /** Drops a process that is gone; whether it was a spare. */
    boolean remove(KernelProcess process) {
        return spares.remove(process);
    }

    void clear() {
        spares.clear();
    }

    List<KernelProcess> list() {
        return List.copyOf(spares);
    }
}
