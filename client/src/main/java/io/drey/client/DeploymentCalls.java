package io.drey.client;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAct;
import io.drey.model.DeploymentChange;
import io.drey.model.DeploymentEvent;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentList;
import io.drey.model.DeploymentRequest;
import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RestorePoint;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls about deployments: programs that Drey keeps in the state asked for. Thread-safe.
 *
 * <p>Changes are written down and answered at once; {@link #await} waits for what comes of them.
 */
public final class DeploymentCalls {
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    private final HttpCalls calls;

    DeploymentCalls(HttpCalls calls) {
        this.calls = calls;
    }

    /** Lists those that match, by name. */
    public DeploymentList list(DeploymentFilter filter, int offset, int limit) {
        ApiPath path =
                ApiPath.of("/deployments")
                        .query("text", filter.text())
                        .query("verdict", filter.verdict())
                        .query("cluster", filter.cluster())
                        .query("label", filter.label())
                        .query("offset", offset)
                        .query("limit", limit);
        return calls.get(path, DeploymentList.class);
    }

    public DeploymentInfo get(String name) {
        return calls.get(of(name), DeploymentInfo.class);
    }

    /** Adds a deployment, and starts it unless told not to. */
    public DeploymentInfo create(DeploymentRequest request) {
        return calls.post("/deployments", request, DeploymentInfo.class);
    }

    /** Gives it another spec; an attempt that runs is replaced as the change says. */
    public DeploymentInfo change(String name, DeploymentChange change) {
        return calls.put(of(name).segment("spec"), change, DeploymentInfo.class);
    }

    public DeploymentInfo act(String name, DeploymentAct act) {
        return calls.post(of(name).segment("act"), act, DeploymentInfo.class);
    }

    /** Cancels what runs of it and forgets it; checkpoints and savepoints stay. */
    public DeploymentInfo delete(String name) {
        return calls.delete(of(name), DeploymentInfo.class);
    }

    /**
     * Shows a spec.
     *
     * @param version null for the one that is wanted
     */
    public DeploymentSpec getSpec(String name, @Nullable Long version) {
        return calls.get(of(name).segment("spec").query("version", version), DeploymentSpec.class);
    }

    /** Newest first. */
    public List<Attempt> listAttempts(String name) {
        return calls.list(of(name).segment("attempts"), Attempt.class);
    }

    /** Newest first. */
    public List<RestorePoint> listRestorePoints(String name) {
        return calls.list(of(name).segment("restore-points"), RestorePoint.class);
    }

    /** Newest first. */
    public List<DeploymentEvent> listEvents(String name, int limit) {
        return calls.list(of(name).segment("events").query("limit", limit), DeploymentEvent.class);
    }

    /**
     * Waits until a deployment satisfies a condition.
     *
     * @throws DreyException TIMEOUT when it does not in time, saying how it is
     */
    public DeploymentInfo await(
            String name, Predicate<DeploymentInfo> condition, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        DeploymentInfo deployment = get(name);
        while (!condition.test(deployment)) {
            if (System.nanoTime() - deadline > 0) {
                throw new DreyException(
                        DreyErrorCode.TIMEOUT,
                        "deployment '%s': still %s after %d s: %s"
                                .formatted(
                                        name,
                                        deployment.verdict(),
                                        timeout.toSeconds(),
                                        deployment.why()));
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            deployment = get(name);
        }
        return deployment;
    }

    private static ApiPath of(String name) {
        return ApiPath.of("/deployments").segment(name);
    }
}
