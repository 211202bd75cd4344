package io.drey.server.keeper.plan;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.Evidence;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a plan's evidence together from the facts. */
final class Findings {
    private final Facts facts;

    Findings(Facts facts) {
        this.facts = facts;
    }

    Plan waiting(Verdict verdict, String why) {
        return new Plan(null, verdict, why, evidence());
    }

    Plan doing(Step step, Verdict verdict, String why) {
        return new Plan(step, verdict, why, evidence());
    }

    private List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>();
        Sight sight = facts.sight();
        Attempt attempt = facts.newest();
        evidence.add(new Evidence(sight.at(), sight.source(), seen(sight, attempt)));
        DeploymentAction open = facts.open();
        if (open != null) {
            evidence.add(
                    new Evidence(
                            open.sentAt() == null ? open.intendedAt() : open.sentAt(),
                            "keeper",
                            Words.of(open)));
        }
        if (attempt != null) {
            evidence.add(history(attempt));
        }
        facts.points().stream()
                .filter(RestorePoint::isUsable)
                .max(RestorePoint.BY_AGE)
                .ifPresent(
                        point ->
                                evidence.add(
                                        new Evidence(
                                                point.at(),
                                                "storage",
                                                "the newest restore point is " + point.path())));
        return evidence;
    }

    private static String seen(Sight sight, @Nullable Attempt attempt) {
        if (!sight.isReachable()) {
            return "does not answer: " + sight.why();
        }
        String slots = sight.freeSlots() + " of " + sight.slots() + " slots are free";
        if (attempt == null) {
            return slots;
        }
        SeenAttempt job = sight.job(attempt.number());
        if (job != null) {
            return "says that job " + attempt.jobId() + " is " + job.state();
        }
        return sight.recovering().contains(attempt.number())
                ? "is bringing job " + attempt.jobId() + " back"
                : "does not know job " + attempt.jobId() + "; " + slots;
    }

    private static Evidence history(Attempt attempt) {
        String name = "attempt " + attempt.number();
        if (attempt.end() != null && attempt.endedAt() != null) {
            String why = attempt.why() == null ? "" : ": " + attempt.why();
            return new Evidence(
                    attempt.endedAt(), "keeper", name + " " + Words.of(attempt.end()) + why);
        }
        String from =
                attempt.restoredFrom() == null
                        ? " without state"
                        : " from " + attempt.restoredFrom();
        return new Evidence(attempt.intendedAt(), "keeper", name + " was begun" + from);
    }
}
