package io.drey.server.keeper.plan;

import io.drey.model.Attempt;
import io.drey.model.RestorePoint;
import io.drey.model.StartFrom;
import io.drey.model.Wish;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the next attempt begins with.
 *
 * @param path null for nothing
 * @param whyNot why it must not begin at all; null if it may
 */
record StartPoint(@Nullable String path, @Nullable String whyNot) {

    /** Goes on from what this wish has reached; only its first attempt begins as it says. */
    static StartPoint of(Facts facts) {
        Wish wish = facts.wish();
        Set<Integer> ofThisWish =
                facts.attempts().stream()
                        .filter(a -> a.generation() == wish.generation())
                        .map(Attempt::number)
                        .collect(Collectors.toSet());
        boolean isAny = wish.startFrom() == StartFrom.LATEST;
        List<RestorePoint> points =
                facts.points().stream()
                        .filter(point -> isAny || ofThisWish.contains(point.attempt()))
                        .sorted(RestorePoint.BY_AGE.reversed())
                        .toList();
        if (points.isEmpty()) {
            return new StartPoint(wish.startPath(), null);
        }
        RestorePoint newest = points.get(0);
        if (newest.isUsable()) {
            return new StartPoint(newest.path(), null);
        }
        // An older one would skip what the newest has reached: that is for the user to say.
        return new StartPoint(
                null,
                "The newest restore point "
                        + newest.path()
                        + " cannot be used: "
                        + newest.whyNot()
                        + "; start from another one, or without state");
    }
}
