package io.drey.server.keeper.plan;

import static java.util.Objects.requireNonNull;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.Desired;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plans while nothing of a deployment is alive: whether, when and from what to begin again. */
final class NextAttempt {
    private final Facts facts;
    private final Instant now;
    private final Findings findings;
    private final Pauses pauses;

    NextAttempt(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
        this.findings = new Findings(facts);
        this.pauses = new Pauses(facts);
    }

    Plan plan() {
        Wish wish = facts.wish();
        if (wish.isDeleted()) {
            return findings.doing(new Step.Remove(), Verdict.STOPPING, "It is being deleted");
        }
        Attempt last = facts.newest();
        if (wish.desired() != Desired.RUNNING) {
            Verdict verdict =
                    wish.desired() == Desired.STOPPED ? Verdict.STOPPED : Verdict.SUSPENDED;
            return findings.waiting(verdict, last == null ? "It was never started" : ended(last));
        }
        if (last == null || last.generation() < wish.generation()) {
            return start(last);
        }
        return after(last);
    }

    private Plan after(Attempt last) {
        AttemptEnd end = requireNonNull(last.end(), "end");
        if (end == AttemptEnd.FINISHED) {
            return findings.waiting(Verdict.FINISHED, ended(last));
        }
        if (last.failure() != null && !last.failure().isRetryable()) {
            return findings.waiting(
                    Verdict.FAILED, ended(last) + "; it would fail again, so it is not repeated");
        }
        if (!facts.rules().isEnabled() && end != AttemptEnd.LOST) {
            return findings.waiting(Verdict.FAILED, ended(last) + "; it is not to be restarted");
        }
        long failures = pauses.failuresWithinTheHour(now);
        if (failures >= facts.rules().mostPerHour() && end != AttemptEnd.LOST) {
            return findings.waiting(
                    Verdict.FAILED,
                    ended(last) + "; " + failures + " attempts failed within an hour");
        }
        Instant due = pauses.dueAfter(last);
        if (now.isBefore(due)) {
            // Not the time that is left: the sentence would change with every look.
            return findings.waiting(
                    Verdict.WAITING,
                    ended(last)
                            + "; another attempt is made after a pause of "
                            + Words.of(Duration.between(requireNonNull(last.endedAt()), due)));
        }
        return start(last);
    }

    private Plan start(@Nullable Attempt last) {
        Sight sight = facts.sight();
        if (!sight.isReachable()) {
            return findings.waiting(
                    Verdict.UNREACHABLE,
                    "The cluster does not answer; the deployment starts when it does");
        }
        if (last != null && isScanDue(last)) {
            return findings.doing(
                    new Step.Scan(), Verdict.STARTING, "Its restore points are being looked for");
        }
        int needed = Math.max(1, facts.parallelism());
        if (sight.freeSlots() < needed) {
            return findings.waiting(
                    Verdict.WAITING,
                    "It needs %d free slots; the cluster has %d of %d"
                            .formatted(needed, sight.freeSlots(), sight.slots()));
        }
        return begin(last);
    }

    private Plan begin(@Nullable Attempt last) {
        Wish wish = facts.wish();
        int number = last == null ? 1 : last.number() + 1;
        StartPoint from = StartPoint.of(facts);
        if (from.whyNot() != null) {
            return findings.waiting(Verdict.FAILED, from.whyNot());
        }
        return findings.doing(
                new Step.Submit(number, wish.specVersion(), from.path()),
                Verdict.STARTING,
                from.path() == null
                        ? "Attempt " + number + " begins without state"
                        : "Attempt " + number + " begins from " + from.path());
    }

    /** What was found before the last attempt ended may not be its newest. */
    private boolean isScanDue(Attempt last) {
        Instant scanned = facts.scannedAt();
        return scanned == null || scanned.isBefore(requireNonNull(last.endedAt(), "endedAt"));
    }

    private static String ended(Attempt last) {
        String text =
                "Attempt " + last.number() + " " + Words.of(requireNonNull(last.end(), "end"));
        return last.why() == null ? text : text + ": " + last.why();
    }
}
