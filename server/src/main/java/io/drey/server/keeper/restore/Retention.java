package io.drey.server.keeper.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says which restore points of a deployment may be removed; never one that anything could need.
 *
 * <p>Pure: what it does not know counts as needed.
 */
public final class Retention {
    private static final Comparator<HeldPoint> NEWEST_FIRST =
            Comparator.comparing(HeldPoint::at)
                    .thenComparing(HeldPoint::attempt)
                    .reversed()
                    .thenComparing(HeldPoint::path);

    private Retention() {}

    /**
     * What restore points are needed for.
     *
     * @param living attempts whose end is not proven: their checkpoints are Flink's to remove, and
     *     files they share may be needed by checkpoints nobody has seen yet
     * @param paths which an attempt was started from and may go back to, or which an open action is
     *     about to use
     */
    public record Needs(Set<Integer> living, Set<String> paths) {
        public Needs {
            living = Set.copyOf(living);
            paths = Set.copyOf(paths);
        }
    }

    /**
     * What to do.
     *
     * @param removed paths of restore points, the oldest last
     * @param files outside their folders that nothing needs once these are gone, sorted
     * @param kept why each other one is kept, by path, the newest first
     */
    public record Decision(List<String> removed, List<String> files, Map<String, String> kept) {
        public Decision {
            removed = List.copyOf(removed);
            files = List.copyOf(files);
        }
    }

    /**
     * Decides about all restore points of one deployment.
     *
     * @param all every one that is known, also those that are not usable
     */
    public static Decision decide(
            RetentionRule rule, List<HeldPoint> all, Needs needs, Instant now) {
        List<HeldPoint> ordered = all.stream().sorted(NEWEST_FIRST).toList();
        List<HeldPoint> removed = new ArrayList<>();
        Map<String, String> kept = new LinkedHashMap<>();
        Counts counts = new Counts();
        for (HeldPoint point : ordered) {
            String why = whyKept(rule, point, counts, needs, now);
            if (why == null) {
                removed.add(point);
            } else {
                kept.put(point.path(), why);
            }
        }
        return new Decision(
                removed.stream().map(HeldPoint::path).toList(),
                files(removed, ordered, kept.keySet(), needs),
                kept);
    }

    /** How many usable ones were seen so far, from the newest on. */
    private static final class Counts {
        private int checkpoints;
        private int savepoints;

        boolean isNewest() {
            return checkpoints + savepoints <= 1;
        }
    }

    private static @Nullable String whyKept(
            RetentionRule rule, HeldPoint point, Counts counts, Needs needs, Instant now) {
        if (point.isUsable()) {
            counts.checkpoints += point.isSavepoint() ? 0 : 1;
            counts.savepoints += point.isSavepoint() ? 1 : 0;
        }
        if (point.isForeign()) {
            return "made elsewhere or pinned";
        }
        if (needs.paths().contains(point.path())) {
            return "an attempt started from it or is about to";
        }
        if (!point.isSavepoint() && needs.living().contains(point.attempt())) {
            return "its job may still run";
        }
        if (point.at().isAfter(now.minus(rule.youngerThan()))) {
            return "younger than " + rule.youngerThan().toHours() + " h";
        }
        if (!point.isUsable()) {
            // Perhaps somebody can repair it; there is nothing better.
            boolean isLastHope = counts.checkpoints + counts.savepoints == 0;
            return isLastHope ? "incomplete, but there is no newer one that is usable" : null;
        }
        if (counts.isNewest()) {
            return "the newest";
        }
        int most = point.isSavepoint() ? rule.savepoints() : rule.checkpoints();
        int rank = point.isSavepoint() ? counts.savepoints : counts.checkpoints;
        String kind = point.isSavepoint() ? "savepoints" : "checkpoints";
        return rank <= most ? "among the newest (" + kind + " kept: " + most + ")" : null;
    }

    private static List<String> files(
            List<HeldPoint> removed, List<HeldPoint> all, Set<String> kept, Needs needs) {
        boolean isOneUnknown =
                all.stream()
                        .anyMatch(
                                point ->
                                        kept.contains(point.path()) && point.sharedFiles() == null);
        if (isOneUnknown || !needs.living().isEmpty()) {
            return List.of();
        }
        Set<String> needed = new HashSet<>();
        Set<String> candidates = new TreeSet<>();
        for (HeldPoint point : all) {
            if (point.sharedFiles() != null) {
                (kept.contains(point.path()) ? needed : candidates).addAll(point.sharedFiles());
            }
        }
        candidates.removeAll(needed);
        return removed.isEmpty() ? List.of() : List.copyOf(candidates);
    }
}
