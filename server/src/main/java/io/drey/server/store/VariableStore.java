package io.drey.server.store;

import java.util.List;
import java.util.Optional;

/** Values that deployments share. Thread-safe. */
public interface VariableStore {
    /** By name. */
    List<VariableRecord> list();

    Optional<VariableRecord> find(String name);

    /** Adds one, or gives it another value. */
    void save(VariableRecord variable);

    /** Removes one; false if it is not there. */
    boolean delete(String name);
}
