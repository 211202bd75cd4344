package io.drey.server.keeper;

import io.drey.server.cluster.JobCluster;
import io.drey.server.platform.NamedThreads;
import io.drey.server.store.KeeperStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * Keeps the deployments of all clusters in the state that is wanted. Thread-safe.
 *
 * <p>A server that starts takes up what an earlier one left, wherever that was; closing it leaves
 * all jobs alone.
 */
public final class Keeper implements AutoCloseable {
    private static final int CALLS = 8;

    private final Map<String, ClusterKeeper> clusters = new ConcurrentHashMap<>();
    private final ExecutorService calls = NamedThreads.fixed("keeper-calls", CALLS);
    private final String installation;
    private final String owner;
    private final Parts parts;
    private final Duration interval;
    private boolean isStarted;

    /** What a keeper is made of. */
    public record Parts(
            KeeperStore store,
            Programs programs,
            Secrets secrets,
            Clock clock,
            Duration checkpointInterval) {}

    /**
     * Makes a keeper that has no cluster yet.
     *
     * @param installation differs for servers that share a cluster
     * @param owner differs for servers that share a database
     */
    public Keeper(String installation, String owner, Parts parts, Duration interval) {
        this.installation = installation;
        this.owner = owner;
        this.parts = parts;
        this.interval = interval;
    }

    /** Keeps the deployments of one more cluster, at once if it has been started. */
    public synchronized void add(JobCluster cluster, DeploymentFolders folders) {
        Performer performer =
                new Performer(
                        cluster,
                        installation,
                        parts.programs(),
                        parts.secrets(),
                        new JobSettings(folders, parts.checkpointInterval()),
                        folders,
                        parts.clock());
        ClusterKeeper keeper =
                new ClusterKeeper(
                        cluster, owner, parts.store(), performer, folders, parts.clock(), calls);
        clusters.put(cluster.name(), keeper);
        if (isStarted) {
            keeper.start(interval);
        }
    }

    /** Keeps nothing on a cluster any more; whatever runs there runs on. */
    public synchronized void remove(String cluster) {
        ClusterKeeper keeper = clusters.remove(cluster);
        if (keeper != null) {
            keeper.close();
        }
    }

    public synchronized void start() {
        isStarted = true;
        clusters.values().forEach(keeper -> keeper.start(interval));
    }

    /** Something else is wanted of a deployment on this cluster. */
    public void wishChanged(String cluster) {
        ClusterKeeper keeper = clusters.get(cluster);
        if (keeper != null) {
            keeper.lookSoon();
        }
    }

    @Override
    public synchronized void close() {
        clusters.values().forEach(ClusterKeeper::close);
        NamedThreads.close(calls);
    }
}
