package io.drey.server.notebook;

import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries edits made on one version over to another.
 *
 * <p>That works while every block an edit changes is the same in both. Edits that the other version
 * has already are left out, so that a request sent twice does no harm.
 */
final class EditMerge {
    private final NotebookDocument base;
    private final NotebookDocument current;
    private final List<NotebookBlock> baseBlocks;
    private final List<NotebookBlock> currentBlocks;

    private EditMerge(NotebookDocument base, NotebookDocument current) {
        this.base = base;
        this.current = current;
        this.baseBlocks = base.blocks();
        this.currentBlocks = current.blocks();
    }

    /** The edits in terms of {@code current}; empty if they touch what has changed since. */
    static Optional<List<NotebookEdit>> rebase(
            NotebookDocument base, NotebookDocument current, List<NotebookEdit> edits) {
        EditMerge merge = new EditMerge(base, current);
        List<NotebookEdit> rebased = new ArrayList<>();
        for (NotebookEdit edit : edits) {
            if (merge.isDone(edit)) {
                continue;
            }
            Optional<NotebookEdit> carried = merge.carry(edit);
            if (carried.isEmpty()) {
                return Optional.empty();
            }
            rebased.add(carried.get());
        }
        return Optional.of(rebased);
    }

    private Optional<NotebookEdit> carry(NotebookEdit edit) {
        String key = edit.key() == null ? null : counterpart(edit.key());
        String after = edit.after() == null ? null : anchor(edit.after());
        boolean isLost = edit.key() != null && key == null || edit.after() != null && after == null;
        return isLost
                ? Optional.empty()
                : Optional.of(
                        new NotebookEdit(
                                edit.op(),
                                key,
                                after,
                                edit.kind(),
                                edit.language(),
                                edit.attributes(),
                                edit.text()));
    }

    private boolean isDone(NotebookEdit edit) {
        return switch (edit.op()) {
            case REPLACE -> isReplaced(edit);
            case INSERT -> isInserted(edit);
            case DELETE -> isDeleted(edit.key());
            case MOVE, ATTRIBUTES -> false;
        };
    }

    private boolean isReplaced(NotebookEdit edit) {
        NotebookBlock now = find(currentBlocks, edit.key());
        NotebookBlock then = find(baseBlocks, edit.key());
        return now != null
                && then != null
                && now.kind() == then.kind()
                && now.text().equals(edit.text())
                && (edit.language() == null || edit.language().equals(now.language()))
                && (edit.attributes() == null || edit.attributes().equals(now.attributes()));
    }

    private boolean isInserted(NotebookEdit edit) {
        Map<String, String> attributes = edit.attributes() == null ? Map.of() : edit.attributes();
        String id = attributes.get(CellHeader.ID);
        NotebookBlock now = find(currentBlocks, id);
        return now != null
                && now.kind() == NotebookBlock.Kind.CELL
                && find(baseBlocks, id) == null
                && now.text().equals(edit.text());
    }

    private boolean isDeleted(@Nullable String key) {
        NotebookBlock then = find(baseBlocks, key);
        return then != null
                && then.kind() == NotebookBlock.Kind.CELL
                && find(currentBlocks, key) == null;
    }

    /** The key in the current version of a block that is the same there; null if there is none. */
    private @Nullable String counterpart(String key) {
        int then = base.keys().indexOf(key);
        if (then < 0) {
            // Of a block that an edit before this one inserts.
            return key;
        }
        Part part = base.parts().get(then);
        int now = current.keys().indexOf(key);
        if (now >= 0 && isSame(part, current.parts().get(now))) {
            return key;
        }
        List<Integer> same = new ArrayList<>();
        for (int i = 0; i < current.parts().size(); i++) {
            if (isSame(part, current.parts().get(i))) {
                same.add(i);
            }
        }
        boolean isUnique =
                part.kind() != Part.Kind.CELL
                        && same.size() == 1
                        && base.parts().stream().filter(other -> isSame(part, other)).count() == 1;
        return isUnique ? current.keys().get(same.get(0)) : null;
    }

    /** The same for a block that is only a place: a cell may have changed if it kept its id. */
    private @Nullable String anchor(String key) {
        NotebookBlock then = find(baseBlocks, key);
        NotebookBlock now = find(currentBlocks, key);
        boolean isSameCell = then != null && now != null && then.id() != null && now.id() != null;
        return isSameCell ? key : counterpart(key);
    }

    private static boolean isSame(Part a, Part b) {
        // The last line of a file may lack its end.
        return a.kind() == b.kind() && a.raw().stripTrailing().equals(b.raw().stripTrailing());
    }

    private static @Nullable NotebookBlock find(List<NotebookBlock> blocks, @Nullable String key) {
        return blocks.stream().filter(block -> block.key().equals(key)).findFirst().orElse(null);
    }
}
