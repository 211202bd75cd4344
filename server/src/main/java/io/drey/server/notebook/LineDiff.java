package io.drey.server.notebook;

import io.drey.model.DiffLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Compares two texts line by line, with the fewest changes (Myers' algorithm).
 *
 * <p>Texts that have little in common are not compared to the last line: what lies between their
 * common beginning and end then counts as replaced. Confined to one thread.
 */
final class LineDiff {
    private static final int CONTEXT = 3;
    private static final int MAX_CHANGES = 1_000;
    private static final int MAX_LINES = 5_000;
    private static final int MAX_CHARS = 2_000;

    private final List<String> before;
    private final List<String> after;
    private final List<DiffLine> lines = new ArrayList<>();

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** The lines of both texts in a row; those far from any difference are folded. */
    static List<DiffLine> between(String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        LineDiff diff = new LineDiff(lines(before), lines(after));
        diff.compare();
        return cut(folded(diff.lines));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    private void compare() {
        int start = 0;
        int endBefore = before.size();
        int endAfter = after.size();
        while (start < Math.min(endBefore, endAfter)
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        while (Math.min(endBefore, endAfter) > start
                && before.get(endBefore - 1).equals(after.get(endAfter - 1))) {
            endBefore--;
            endAfter--;
        }
        for (int i = 0; i < start; i++) {
            same(i, i);
        }
        compare(start, endBefore, start, endAfter);
        for (int i = 0; endBefore + i < before.size(); i++) {
            same(endBefore + i, endAfter + i);
        }
    }

    private void compare(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        int n = toBefore - fromBefore;
        int m = toAfter - fromAfter;
        List<int[]> trace = trace(fromBefore, n, fromAfter, m);
        if (trace.isEmpty()) {
            replace(fromBefore, toBefore, fromAfter, toAfter);
            return;
        }
        List<DiffLine> backwards = new ArrayList<>();
        int x = n;
        int y = m;
        for (int d = trace.size() - 1; d >= 0; d--) {
            int[] reach = trace.get(d);
            int k = x - y;
            boolean isDown = d > 0 && isDown(reach, k, d);
            int previousK = isDown ? k + 1 : k - 1;
            int previousX = d == 0 ? 0 : reach[previousK + d];
            int previousY = d == 0 ? 0 : previousX - previousK;
            while (x > previousX && y > previousY && x > 0 && y > 0) {
                x--;
                y--;
                backwards.add(line(DiffLine.Op.SAME, fromBefore + x, fromAfter + y));
            }
            if (d > 0 && isDown) {
                y--;
                backwards.add(line(DiffLine.Op.ADDED, -1, fromAfter + y));
            } else if (d > 0) {
                x--;
                backwards.add(line(DiffLine.Op.REMOVED, fromBefore + x, -1));
            }
        }
        Collections.reverse(backwards);
        lines.addAll(backwards);
    }

    /**
     * How far each diagonal reaches before the d-th change, for each d; empty if there are too
     * many. Of step d, diagonal k is at index k + d.
     */
    private List<int[]> trace(int fromBefore, int n, int fromAfter, int m) {
        List<int[]> trace = new ArrayList<>();
        int[] reach = {0, 0};
        for (int d = 0; d <= Math.min(n + m, MAX_CHANGES); d++) {
            trace.add(reach);
            int[] next = new int[2 * d + 4];
            for (int k = -d; k <= d; k += 2) {
                int x = 0;
                if (d > 0) {
                    x = isDown(reach, k, d) ? reach[k + 1 + d] : reach[k - 1 + d] + 1;
                }
                while (x < n
                        && x - k < m
                        && before.get(fromBefore + x).equals(after.get(fromAfter + x - k))) {
                    x++;
                }
                next[k + d + 1] = x;
                if (x >= n && x - k >= m) {
                    return trace;
                }
            }
            reach = next;
        }
        return List.of();
    }

    private static boolean isDown(int[] reach, int k, int d) {
        return k == -d || k != d && reach[k - 1 + d] < reach[k + 1 + d];
    }

    private void replace(int fromBefore, int toBefore, int fromAfter, int toAfter) {
        for (int i = fromBefore; i < toBefore; i++) {
            lines.add(line(DiffLine.Op.REMOVED, i, -1));
        }
        for (int i = fromAfter; i < toAfter; i++) {
            lines.add(line(DiffLine.Op.ADDED, -1, i));
        }
    }

    private void same(int inBefore, int inAfter) {
        lines.add(line(DiffLine.Op.SAME, inBefore, inAfter));
    }

    private DiffLine line(DiffLine.Op op, int inBefore, int inAfter) {
        String text = inAfter >= 0 ? after.get(inAfter) : before.get(inBefore);
        int end = Math.min(text.length(), MAX_CHARS);
        boolean isCutInTwo = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        String shown = text.substring(0, isCutInTwo ? end - 1 : end);
        return new DiffLine(op, inBefore + 1, inAfter + 1, shown, text.length() - shown.length());
    }

    private static List<DiffLine> folded(List<DiffLine> all) {
        List<DiffLine> kept = new ArrayList<>();
        int at = 0;
        while (at < all.size()) {
            int end = at;
            while (end < all.size() && all.get(end).op() == DiffLine.Op.SAME) {
                end++;
            }
            int first = at == 0 ? at : Math.min(end, at + CONTEXT);
            int last = end == all.size() ? end : Math.max(first, end - CONTEXT);
            // A line that says "1 line" would take the room of that line.
            if (last - first <= 1) {
                last = first;
            }
            kept.addAll(all.subList(at, first));
            if (last > first) {
                DiffLine hidden = all.get(first);
                kept.add(
                        new DiffLine(
                                DiffLine.Op.FOLDED,
                                hidden.before(),
                                hidden.after(),
                                "",
                                last - first));
            }
            kept.addAll(all.subList(last, end));
            at = end;
            while (at < all.size() && all.get(at).op() != DiffLine.Op.SAME) {
                kept.add(all.get(at++));
            }
        }
        return kept;
    }

    private static List<DiffLine> cut(List<DiffLine> lines) {
        if (lines.size() <= MAX_LINES) {
            return lines;
        }
        List<DiffLine> kept = new ArrayList<>(lines.subList(0, MAX_LINES));
        kept.add(new DiffLine(DiffLine.Op.CUT, 0, 0, "", lines.size() - MAX_LINES));
        return kept;
    }
}
