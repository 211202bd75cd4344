package io.drey.server.notebook;

import io.drey.model.AttributeDiff;
import io.drey.model.BlockDiff;
import io.drey.model.NotebookBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a notebook block by block. */
final class NotebookComparison {
    private static final int MAX_LABEL = 80;

    private NotebookComparison() {}

    /** All blocks of both, in the order of the later one. */
    static List<BlockDiff> of(NotebookDocument before, NotebookDocument after) {
        List<NotebookBlock> then = before.blocks();
        List<NotebookBlock> now = after.blocks();
        BlockMatch match = BlockMatch.of(then, now);
        List<BlockDiff> blocks = new ArrayList<>();
        addRemoved(blocks, then, match, 0);
        for (int i = 0; i < now.size(); i++) {
            int was = match.beforeOf(i);
            if (was < 0) {
                blocks.add(diff(null, now.get(i), BlockDiff.Change.ADDED, false));
            } else {
                BlockDiff.Change change =
                        match.isChanged(i) ? BlockDiff.Change.CHANGED : BlockDiff.Change.SAME;
                blocks.add(diff(then.get(was), now.get(i), change, match.isMoved(i)));
                addRemoved(blocks, then, match, was + 1);
            }
        }
        return blocks;
    }

    /** The removed blocks that stood at a place of the earlier version. */
    private static void addRemoved(
            List<BlockDiff> blocks, List<NotebookBlock> then, BlockMatch match, int from) {
        for (int i = from; i < then.size() && match.afterOf(i) < 0; i++) {
            blocks.add(diff(then.get(i), null, BlockDiff.Change.REMOVED, false));
        }
    }

    private static BlockDiff diff(
            @Nullable NotebookBlock before,
            @Nullable NotebookBlock after,
            BlockDiff.Change change,
            boolean isMoved) {
        NotebookBlock shown = Objects.requireNonNull(after == null ? before : after, "block");
        return new BlockDiff(
                before == null ? null : before.key(),
                after == null ? null : after.key(),
                shown.kind(),
                change,
                isMoved,
                label(shown.text()),
                before == null || after == null ? List.of() : attributes(before, after),
                LineDiff.between(
                        before == null ? "" : before.text(), after == null ? "" : after.text()));
    }

    private static List<AttributeDiff> attributes(NotebookBlock before, NotebookBlock after) {
        List<AttributeDiff> attributes = new ArrayList<>();
        if (!Objects.equals(before.language(), after.language())) {
            attributes.add(new AttributeDiff("language", before.language(), after.language()));
        }
        if (after.kind() != NotebookBlock.Kind.CELL) {
            // Settings are text as well; their lines tell what differs.
            return attributes;
        }
        Set<String> names = new LinkedHashSet<>(before.attributes().keySet());
        names.addAll(after.attributes().keySet());
        for (String name : names) {
            String was = before.attributes().get(name);
            String is = after.attributes().get(name);
            if (!Objects.equals(was, is)) {
                attributes.add(new AttributeDiff(name, was, is));
            }
        }
        return attributes;
    }

    private static String label(String text) {
        String line = text.lines().filter(it -> !it.isBlank()).findFirst().orElse("").strip();
        int end =
                line.offsetByCodePoints(
                        0, Math.min(MAX_LABEL, line.codePointCount(0, line.length())));
        return end == line.length() ? line : line.substring(0, end) + "…";
    }
}
