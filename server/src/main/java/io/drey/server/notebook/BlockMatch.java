package io.drey.server.notebook;

import io.drey.model.NotebookBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Which block of one version is which of another.
 *
 * <p>A cell is the one with its id. Blocks that have no id of their own are matched by their text,
 * then by their place. Confined to one thread.
 */
final class BlockMatch {
    private static final int NONE = -1;

    private final List<NotebookBlock> before;
    private final List<NotebookBlock> after;
    private final int[] afterOf;
    private final int[] beforeOf;
    private final boolean[] isMoved;

    private BlockMatch(List<NotebookBlock> before, List<NotebookBlock> after) {
        this.before = before;
        this.after = after;
        this.afterOf = new int[before.size()];
        this.beforeOf = new int[after.size()];
        this.isMoved = new boolean[after.size()];
        Arrays.fill(afterOf, NONE);
        Arrays.fill(beforeOf, NONE);
    }

    static BlockMatch of(List<NotebookBlock> before, List<NotebookBlock> after) {
        BlockMatch match = new BlockMatch(before, after);
        match.pair(NotebookBlock::key, (a, b) -> isCell(a) || a.text().equals(b.text()));
        match.pair(NotebookBlock::text, (a, b) -> true);
        match.pair(NotebookBlock::key, (a, b) -> true);
        match.findMoved();
        return match;
    }

    /** Where a block of the later version was in the earlier one; -1 if it was not there. */
    int beforeOf(int afterIndex) {
        return beforeOf[afterIndex];
    }

    /** Where a block of the earlier version is in the later one; -1 if it is not there. */
    int afterOf(int beforeIndex) {
        return afterOf[beforeIndex];
    }

    /** Whether a block stands in another order among those of both versions. */
    boolean isMoved(int afterIndex) {
        return isMoved[afterIndex];
    }

    /** Whether a block of both versions has other text, language or attributes. */
    boolean isChanged(int afterIndex) {
        NotebookBlock now = after.get(afterIndex);
        NotebookBlock then = before.get(beforeOf[afterIndex]);
        return !now.text().equals(then.text())
                || !Objects.equals(now.language(), then.language())
                || !now.attributes().equals(then.attributes());
    }

    int countAdded() {
        return (int) Arrays.stream(beforeOf).filter(index -> index == NONE).count();
    }

    int countRemoved() {
        return (int) Arrays.stream(afterOf).filter(index -> index == NONE).count();
    }

    int countChanged() {
        int count = 0;
        for (int i = 0; i < beforeOf.length; i++) {
            count += beforeOf[i] != NONE && isChanged(i) ? 1 : 0;
        }
        return count;
    }

    int countMoved() {
        int count = 0;
        for (boolean each : isMoved) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** Pairs blocks without a partner that have the same feature, in their order. */
    private void pair(
            Function<NotebookBlock, String> feature,
            BiPredicate<NotebookBlock, NotebookBlock> isSame) {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < after.size(); i++) {
            if (beforeOf[i] == NONE) {
                places.computeIfAbsent(named(after.get(i), feature), name -> new ArrayList<>())
                        .add(i);
            }
        }
        for (int i = 0; i < before.size(); i++) {
            List<Integer> free =
                    afterOf[i] == NONE ? places.get(named(before.get(i), feature)) : null;
            if (free == null || free.isEmpty()) {
                continue;
            }
            int candidate = free.get(0);
            if (isSame.test(before.get(i), after.get(candidate))) {
                free.remove(0);
                afterOf[i] = candidate;
                beforeOf[candidate] = i;
            }
        }
    }

    private static String named(NotebookBlock block, Function<NotebookBlock, String> feature) {
        return block.kind() + " " + feature.apply(block);
    }

    private static boolean isCell(NotebookBlock block) {
        return block.kind() == NotebookBlock.Kind.CELL;
    }

    /** Moved is whatever is not part of the longest run of blocks that kept their order. */
    private void findMoved() {
        int[] tails = new int[after.size()];
        int[] previous = new int[after.size()];
        int length = 0;
        for (int i = 0; i < after.size(); i++) {
            if (beforeOf[i] == NONE) {
                continue;
            }
            isMoved[i] = true;
            int at = 0;
            int end = length;
            while (at < end) {
                int middle = (at + end) >>> 1;
                if (beforeOf[tails[middle]] < beforeOf[i]) {
                    at = middle + 1;
                } else {
                    end = middle;
                }
            }
            previous[i] = at == 0 ? NONE : tails[at - 1];
            tails[at] = i;
            length = Math.max(length, at + 1);
        }
        for (int i = length == 0 ? NONE : tails[length - 1]; i != NONE; i = previous[i]) {
            isMoved[i] = false;
        }
    }
}
