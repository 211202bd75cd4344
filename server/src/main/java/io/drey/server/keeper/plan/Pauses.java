package io.drey.server.keeper.plan;

import static java.util.Objects.requireNonNull;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.RestartRules;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** How long to wait before another attempt, from how the earlier ones fared. */
final class Pauses {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Facts facts;

    Pauses(Facts facts) {
        this.facts = facts;
    }

    /** When the next attempt after this one is due. */
    Instant dueAfter(Attempt last) {
        RestartRules rules = facts.rules();
        long pause = rules.firstPauseMillis();
        for (int i = 1; i < failuresInSuccession() && pause < rules.longestPauseMillis(); i++) {
            pause = Math.min(pause * 2, rules.longestPauseMillis());
        }
        Instant ended = requireNonNull(last.endedAt(), "endedAt");
        return ended.plusMillis(pause + jitter(last, pause));
    }

    /** How many attempts failed within the last hour; what the cluster lost is not their fault. */
    long failuresWithinTheHour(Instant now) {
        return ofThisWish()
                .filter(a -> a.end() != AttemptEnd.LOST)
                .filter(a -> a.endedAt() != null && a.endedAt().isAfter(now.minus(HOUR)))
                .count();
    }

    private long failuresInSuccession() {
        long count = 0;
        for (Attempt attempt : ofThisWish().toList()) {
            count++;
            if (wasHealthy(attempt)) {
                break;
            }
        }
        return count;
    }

    private Stream<Attempt> ofThisWish() {
        return facts.attempts().stream()
                .filter(a -> a.generation() == facts.wish().generation() && !a.isActive());
    }

    private boolean wasHealthy(Attempt attempt) {
        return attempt.runningAt() != null
                && attempt.endedAt() != null
                && Duration.between(attempt.runningAt(), attempt.endedAt()).toMillis()
                        >= facts.rules().healthyAfterMillis();
    }

    /** Up to a tenth, so that what failed together does not come back together. */
    private static long jitter(Attempt attempt, long pause) {
        return Math.floorMod(attempt.jobId().value().hashCode(), 100) * pause / 1000;
    }
}
