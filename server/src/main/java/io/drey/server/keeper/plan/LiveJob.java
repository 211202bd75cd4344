package io.drey.server.keeper.plan;

import static java.util.Objects.requireNonNull;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentAction.Kind;
import io.drey.model.StopMode;
import io.drey.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plans while the cluster says that the active attempt's job is alive. */
final class LiveJob {
    /** A cancelling that shows nothing so long after it was sent is sent again. */
    private static final Duration CANCEL_AGAIN = Duration.ofSeconds(10);

    /** After a stop that failed the job recovers before another one makes sense. */
    private static final Duration STOP_AGAIN = Duration.ofSeconds(30);

    /** After a good savepoint a job needs a moment to end. */
    private static final Duration STOP_TAKES = Duration.ofSeconds(30);

    private final Facts facts;
    private final Attempt attempt;
    private final SeenAttempt seen;
    private final Instant now;
    private final Findings findings;

    LiveJob(Facts facts, Attempt attempt, SeenAttempt seen, Instant now) {
        this.facts = facts;
        this.attempt = attempt;
        this.seen = seen;
        this.now = now;
        this.findings = new Findings(facts);
    }

    Plan plan() {
        if (attempt.acceptedAt() == null || facts.openOf(Kind.SUBMIT, attempt) != null) {
            return findings.doing(
                    new Step.Accepted(attempt.number()), Verdict.STARTING, "Its job has appeared");
        }
        if (seen.isRunning() && attempt.runningAt() == null) {
            return findings.doing(
                    new Step.Runs(attempt.number()), Verdict.STARTING, "Its job has begun to run");
        }
        DeploymentAction open = facts.open();
        if (open != null && open.kind() == Kind.CANCEL) {
            return cancelling(open);
        }
        if (open != null && open.kind() == Kind.STOP) {
            return isToBeCancelled() && !facts.wish().isDeleted()
                    ? drop(open, "it is to be cancelled instead")
                    : savepointing(open, Verdict.STOPPING, "It is being stopped with a savepoint");
        }
        if (facts.isUnwanted(attempt)) {
            return ending(open);
        }
        return open != null
                ? savepointing(open, verdict(), "It makes a savepoint")
                : findings.waiting(verdict(), state());
    }

    private Plan ending(@Nullable DeploymentAction savepoint) {
        if (isToBeCancelled()) {
            return savepoint != null
                    ? drop(savepoint, "the job is to be cancelled")
                    : findings.doing(
                            new Step.Cancel(attempt.number()),
                            Verdict.STOPPING,
                            "Its job is being cancelled");
        }
        if (savepoint != null) {
            return savepointing(
                    savepoint, Verdict.STOPPING, "It is stopped once its savepoint is made");
        }
        if (!seen.isRunning()) {
            return findings.waiting(
                    Verdict.STOPPING,
                    "Its job is "
                            + seen.state()
                            + " and cannot make a savepoint now; it can be cancelled, which keeps"
                            + " its checkpoints");
        }
        DeploymentAction failed = facts.stopOf(attempt, Answer.FAILED);
        if (isRecent(failed, STOP_AGAIN)) {
            return findings.waiting(
                    Verdict.STOPPING,
                    "The savepoint failed, so the job runs on; it is tried again. Cancelling keeps"
                            + " its checkpoints: "
                            + requireNonNull(failed).why());
        }
        if (isRecent(facts.stopOf(attempt, Answer.DONE), STOP_TAKES)) {
            return findings.waiting(Verdict.STOPPING, "Its savepoint is made; its job is ending");
        }
        return findings.doing(
                new Step.Stop(attempt.number()),
                Verdict.STOPPING,
                "It is being stopped with a savepoint");
    }

    private Plan savepointing(DeploymentAction action, Verdict verdict, String why) {
        boolean isToBeSent = action.answer() == Answer.NONE || action.answer() == Answer.UNKNOWN;
        if (!isToBeSent) {
            return findings.doing(new Step.Poll(action), verdict, why);
        }
        return seen.isRunning()
                ? findings.doing(new Step.Resend(action), verdict, why)
                : findings.waiting(verdict, why + " when its job, now " + seen.state() + ", runs");
    }

    private Plan cancelling(DeploymentAction cancel) {
        Instant sent = cancel.sentAt();
        String why = "Its job is being cancelled";
        return sent == null || !now.isBefore(sent.plus(CANCEL_AGAIN))
                ? findings.doing(new Step.Resend(cancel), Verdict.STOPPING, why)
                : findings.waiting(Verdict.STOPPING, why);
    }

    private Plan drop(DeploymentAction action, String why) {
        return findings.doing(new Step.Drop(action, why), Verdict.STOPPING, "Instead, " + why);
    }

    private boolean isToBeCancelled() {
        return facts.isUnwanted(attempt) && facts.wish().stopMode() == StopMode.CANCEL;
    }

    private boolean isRecent(@Nullable DeploymentAction stop, Duration limit) {
        return stop != null && stop.closedAt() != null && now.isBefore(stop.closedAt().plus(limit));
    }

    private Verdict verdict() {
        if (seen.isRunning()) {
            return Verdict.RUNNING;
        }
        return attempt.runningAt() == null ? Verdict.STARTING : Verdict.DEGRADED;
    }

    private String state() {
        return switch (verdict()) {
            case RUNNING -> "Its job runs";
            case STARTING -> "Its job is " + seen.state();
            default -> "Its job ran and is " + seen.state() + " now";
        };
    }
}
