package io.drey.server.keeper.plan;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentAction.Kind;
import io.drey.model.Verdict;
import java.time.Duration;
import java.time.Instant;

/** Plans while an attempt may be alive. */
final class ActiveAttempt {
    /** How long a cluster may work on a submission after its caller is gone. */
    static final Duration SUBMIT_LIMIT = Duration.ofSeconds(60);

    private final Facts facts;
    private final Attempt attempt;
    private final Instant now;
    private final Findings findings;

    ActiveAttempt(Facts facts, Attempt attempt, Instant now) {
        this.facts = facts;
        this.attempt = attempt;
        this.now = now;
        this.findings = new Findings(facts);
    }

    Plan plan() {
        Sight sight = facts.sight();
        if (!sight.isReachable()) {
            return findings.waiting(
                    Verdict.UNREACHABLE,
                    "The cluster does not answer; nothing is done until it does, as attempt "
                            + attempt.number()
                            + " may be alive");
        }
        SeenAttempt seen = sight.job(attempt.number());
        if (seen != null) {
            return seen.isEnded()
                    ? new EndedJob(facts, attempt, seen, now).plan()
                    : new LiveJob(facts, attempt, seen, now).plan();
        }
        if (sight.recovering().contains(attempt.number())) {
            return findings.waiting(
                    verdict(Verdict.STARTING),
                    "The cluster is bringing attempt " + attempt.number() + " back");
        }
        DeploymentAction submit = facts.openOf(Kind.SUBMIT, attempt);
        return submit != null ? unanswered(submit) : absent();
    }

    private Plan unanswered(DeploymentAction submit) {
        if (hasRun()) {
            // Then it was accepted by a JobManager that is gone, and has moved on since.
            return absent();
        }
        if (submit.answer() == Answer.UNKNOWN) {
            return facts.isUnwanted(attempt)
                    ? end(AttemptEnd.LOST, "it never reached the cluster")
                    : findings.doing(
                            new Step.Resubmit(submit),
                            Verdict.STARTING,
                            "The submission did not reach the cluster; it is sent again");
        }
        Instant sent = submit.sentAt() == null ? submit.intendedAt() : submit.sentAt();
        Instant absentSince = facts.sight().absentSince();
        boolean isQuiet =
                !now.isBefore(sent.plus(SUBMIT_LIMIT))
                        && absentSince != null
                        && absentSince.isBefore(facts.sight().at());
        if (!isQuiet) {
            return findings.waiting(
                    verdict(Verdict.STARTING),
                    "The submission has no answer yet; its job is being looked for");
        }
        if (facts.isUnwanted(attempt)) {
            return end(AttemptEnd.LOST, "it never appeared on the cluster");
        }
        return findings.doing(
                new Step.Resubmit(submit),
                Verdict.STARTING,
                "The submission left no job; it is sent again under the same id");
    }

    private Plan absent() {
        Instant since = facts.sight().absentSince();
        if (since == null || now.isBefore(since.plus(facts.afterlife()))) {
            return findings.waiting(
                    verdict(Verdict.WAITING),
                    "The cluster does not know the job any more; its tasks may live on for up to "
                            + Words.of(facts.afterlife()));
        }
        DeploymentAction stop = facts.openOf(Kind.STOP, attempt);
        if (stop != null && stop.answer() != Answer.UNKNOWN) {
            return findings.doing(
                    new Step.Poll(stop), Verdict.STOPPING, "Its savepoint is being looked for");
        }
        if (facts.stopOf(attempt, Answer.DONE) != null) {
            return end(AttemptEnd.STOPPED, "the cluster has forgotten it since");
        }
        return end(
                AttemptEnd.LOST,
                "the cluster answers and does not know the job, and its tasks are gone");
    }

    private boolean hasRun() {
        return attempt.runningAt() != null
                || facts.points().stream().anyMatch(p -> p.attempt() == attempt.number());
    }

    private Plan end(AttemptEnd end, String why) {
        return findings.doing(
                new Step.End(attempt.number(), end, why),
                verdict(Verdict.STARTING),
                "Attempt " + attempt.number() + " " + Words.of(end) + ": " + why);
    }

    private Verdict verdict(Verdict whenWanted) {
        return facts.isUnwanted(attempt) ? Verdict.STOPPING : whenWanted;
    }
}
