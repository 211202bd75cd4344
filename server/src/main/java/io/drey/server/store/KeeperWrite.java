package io.drey.server.store;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.Evidence;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the keeper writes about a deployment at once: all of it or nothing.
 *
 * @param attempt created or replaced; null for no change
 * @param action created or replaced; null for no change
 * @param points all restore points there are; null for no change
 * @param events what to add to the timeline
 */
public record KeeperWrite(
        Instant at,
        @Nullable Attempt attempt,
        @Nullable DeploymentAction action,
        @Nullable List<RestorePoint> points,
        @Nullable Shown shown,
        List<String> events) {
    public KeeperWrite {
        events = List.copyOf(events);
    }

    /**
     * What is told of a deployment.
     *
     * @param version of the deployment it is about: of a newer wish it says nothing
     * @param attempt the newest one; null before the first
     */
    public record Shown(
            long version,
            Verdict verdict,
            String why,
            List<Evidence> evidence,
            Instant since,
            @Nullable Attempt attempt,
            @Nullable String latestRestorePoint) {}
}
