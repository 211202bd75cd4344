package io.drey.server.keeper.plan;

import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import org.jspecify.annotations.Nullable;

/** The one thing to do next about a deployment. */
public sealed interface Step {
    /** Search storage for restore points. */
    record Scan() implements Step {}

    /**
     * Begin another attempt.
     *
     * @param restoreFrom null to begin with nothing
     */
    record Submit(int attempt, long specVersion, @Nullable String restoreFrom) implements Step {}

    /** Send a submission again, under the same job id. */
    record Resubmit(DeploymentAction action) implements Step {}

    /** Begin to stop an attempt with a savepoint. */
    record Stop(int attempt) implements Step {}

    /** Begin to cancel an attempt. */
    record Cancel(int attempt) implements Step {}

    /** Send an action again, under the same ids. */
    record Resend(DeploymentAction action) implements Step {}

    /** Ask what became of an action. */
    record Poll(DeploymentAction action) implements Step {}

    /** Cancel an attempt that was given up for dead and lives beside its successor. */
    record Fence(int attempt) implements Step {}

    /** Note that the cluster has the attempt. */
    record Accepted(int attempt) implements Step {}

    /** Note that the attempt runs. */
    record Runs(int attempt) implements Step {}

    /** Note that an attempt given up for dead is alive. */
    record Reopen(int attempt) implements Step {}

    /** Note that the attempt has ended. */
    record End(int attempt, AttemptEnd end, String why) implements Step {}

    /** Give an action up. */
    record Drop(DeploymentAction action, String why) implements Step {}

    /** Forget the deployment: it is to be gone, and nothing of it runs. */
    record Remove() implements Step {}
}
