package io.drey.server.keeper.plan;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentAction.Kind;
import io.drey.model.Verdict;
import java.time.Duration;
import java.time.Instant;

/** Plans once the cluster says that the active attempt's job has ended. */
final class EndedJob {
    /** How long the outcome of a savepoint is asked for after its job has ended. */
    private static final Duration OUTCOME_LIMIT = Duration.ofSeconds(60);

    private final Facts facts;
    private final Attempt attempt;
    private final SeenAttempt seen;
    private final Instant now;

    EndedJob(Facts facts, Attempt attempt, SeenAttempt seen, Instant now) {
        this.facts = facts;
        this.attempt = attempt;
        this.seen = seen;
        this.now = now;
    }

    Plan plan() {
        DeploymentAction open = facts.open();
        if (open != null && isOutcomeDue(open)) {
            return new Findings(facts)
                    .doing(
                            new Step.Poll(open),
                            Verdict.STOPPING,
                            "Its job has ended; the outcome of its savepoint is asked for");
        }
        boolean isStopped = facts.stopOf(attempt, Answer.DONE) != null;
        return switch (seen.state()) {
            case "FINISHED" ->
                    isStopped
                            ? end(AttemptEnd.STOPPED, "as was asked for")
                            : end(AttemptEnd.FINISHED, "its job came to its end");
            case "CANCELED" ->
                    isStopped
                            ? end(AttemptEnd.STOPPED, "its job was cancelled after the savepoint")
                            : end(AttemptEnd.CANCELED, canceller());
            default ->
                    isStopped
                            ? end(AttemptEnd.STOPPED, "its job failed after the savepoint")
                            : end(AttemptEnd.FAILED, "its job failed");
        };
    }

    private boolean isOutcomeDue(DeploymentAction open) {
        boolean isSavepoint = open.kind() == Kind.STOP || open.kind() == Kind.SAVEPOINT;
        return isSavepoint
                && open.attempt() == attempt.number()
                && open.answer() != Answer.UNKNOWN
                && now.isBefore(seen.since().plus(OUTCOME_LIMIT));
    }

    private String canceller() {
        return facts.openOf(Kind.CANCEL, attempt) != null
                ? "as was asked for"
                : "its job was cancelled by somebody else";
    }

    private Plan end(AttemptEnd end, String why) {
        Verdict verdict = facts.isUnwanted(attempt) ? Verdict.STOPPING : Verdict.STARTING;
        return new Findings(facts)
                .doing(
                        new Step.End(attempt.number(), end, why),
                        verdict,
                        "Attempt " + attempt.number() + " " + Words.of(end) + ": " + why);
    }
}
