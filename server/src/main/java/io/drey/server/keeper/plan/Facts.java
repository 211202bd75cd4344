package io.drey.server.keeper.plan;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.Desired;
import io.drey.model.RestartRules;
import io.drey.model.RestorePoint;
import io.drey.model.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a deployment, each fact apart: what is wanted, what was tried, what was
 * seen.
 *
 * @param attempts newest first; the newest ones suffice
 * @param open the action whose outcome is not known; at most one is
 * @param lastStop the last stop with savepoint that was completed, well or not
 * @param points restore points of all attempts
 * @param scannedAt when storage was last searched for restore points; null if never
 * @param afterlife how long tasks may outlive their JobManager
 */
public record Facts(
        Wish wish,
        RestartRules rules,
        int parallelism,
        List<Attempt> attempts,
        @Nullable DeploymentAction open,
        @Nullable DeploymentAction lastStop,
        List<RestorePoint> points,
        @Nullable Instant scannedAt,
        Sight sight,
        Duration afterlife) {
    public Facts {
        attempts = List.copyOf(attempts);
        points = List.copyOf(points);
    }

    @Nullable Attempt newest() {
        return attempts.isEmpty() ? null : attempts.get(0);
    }

    /** Whether this attempt is not what is wanted any more. */
    boolean isUnwanted(Attempt attempt) {
        return wish.isDeleted()
                || wish.desired() != Desired.RUNNING
                || attempt.generation() < wish.generation();
    }

    @Nullable DeploymentAction openOf(DeploymentAction.Kind kind, Attempt attempt) {
        return open != null && open.kind() == kind && open.attempt() == attempt.number()
                ? open
                : null;
    }

    @Nullable DeploymentAction stopOf(Attempt attempt, DeploymentAction.Answer answer) {
        return lastStop != null
                        && lastStop.attempt() == attempt.number()
                        && lastStop.answer() == answer
                ? lastStop
                : null;
    }
}
