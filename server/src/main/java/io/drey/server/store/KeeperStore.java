package io.drey.server.store;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentSpec;
import io.drey.model.RestorePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the keeper reads, and writes under its lease. Thread-safe.
 *
 * <p>A write by a holder that was replaced throws {@link LeaseLostException} and changes nothing.
 */
public interface KeeperStore {
    /** Takes a lease, or prolongs it; empty while another holds it. */
    Optional<Lease> acquire(String name, String owner, Instant now, Duration duration);

    /** Gives a lease back, so that another need not wait for its end. */
    void release(Lease lease, Instant now);

    /** The deployments of a cluster, with the version of each. */
    Map<DeploymentId, Long> versions(String cluster);

    /** Everything about a deployment that plans are made from; empty if it is gone. */
    Optional<Kept> load(DeploymentId id);

    DeploymentSpec spec(DeploymentId id, long version);

    void save(Lease lease, DeploymentId id, KeeperWrite write);

    /** Forgets a deployment with all that belongs to it. */
    void remove(Lease lease, DeploymentId id);

    /**
     * A deployment's stored facts.
     *
     * @param attempts newest first, at most some hundred
     * @param actions the open one and the newest closed stop, where there are
     * @param nextAction the number of the next action
     */
    record Kept(
            DeploymentRecord record,
            DeploymentSpec spec,
            List<Attempt> attempts,
            List<DeploymentAction> actions,
            int nextAction,
            List<RestorePoint> points) {}
}
