package io.drey.server.store;

import java.util.List;

/** The clusters that users have named. Thread-safe. */
public interface ClusterStore {
    /** By name. */
    List<ClusterRecord> list();

    /** Adds one; false if its name is taken. */
    boolean create(ClusterRecord cluster);

    /** Removes one unless deployments are kept on it; false if there are, or if it is not there. */
    boolean delete(String name);
}
