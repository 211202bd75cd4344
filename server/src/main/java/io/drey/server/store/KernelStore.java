package io.drey.server.store;

import io.drey.model.KernelId;
import java.util.List;

/** Keeps which kernels there are, so that a restarted server finds them again. Thread-safe. */
public interface KernelStore {
    /** Creates or replaces. */
    void save(KernelRecord kernel);

    List<KernelRecord> list();

    void delete(KernelId id);
}
