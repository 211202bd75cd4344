package io.drey.server.cluster;

import io.drey.model.ClusterInfo;

/** Is told when the local cluster changes its state or its generation. */
public interface LocalClusterListener {
    /**
     * Called on the supervisor's thread; must return quickly.
     *
     * @param generation counts the JobManagers; jobs of an earlier generation are gone unless they
     *     are kept
     */
    void clusterChanged(ClusterInfo info, long generation);
}
