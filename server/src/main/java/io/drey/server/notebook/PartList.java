package io.drey.server.notebook;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a document while it is edited; keeps blank lines and dividers between blocks in
 * order. Confined to one thread.
 */
final class PartList {
    private final String lineEnd;
    private final List<Part> parts;
    private final List<String> keys;

    PartList(List<Part> parts, List<String> keys, String lineEnd) {
        this.parts = new ArrayList<>(parts);
        this.keys = new ArrayList<>(keys);
        this.lineEnd = lineEnd;
    }

    Part get(int index) {
        return parts.get(index);
    }

    String key(int index) {
        return keys.get(index);
    }

    void set(int index, Part part) {
        parts.set(index, part);
    }

    /**
     * Where the block of a key is.
     *
     * @throws DreyException BAD_REQUEST if there is none
     */
    int indexOf(String key) {
        int index = key.isEmpty() ? -1 : keys.indexOf(key);
        if (index < 0) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "block: '" + key + "' (expected: the key of a block of this notebook)");
        }
        return index;
    }

    /** Where a block behind the named one goes; without a name, below the front matter. */
    int indexBehind(@Nullable String key) {
        return key == null ? top() : indexOf(key) + 1;
    }

    /** Whether the block at {@code index} already follows the named one. */
    boolean isBehind(int index, @Nullable String key) {
        int start = indexBehind(key);
        return start <= index && parts.subList(start, index).stream().noneMatch(Part::isBlock);
    }

    void insert(int index, Part part, String key) {
        boolean isFirst = index == 0 || parts.get(index - 1).kind() == Part.Kind.BYTE_ORDER_MARK;
        int at = index;
        if (!isFirst) {
            add(at++, blankLine(), "");
        }
        add(at++, part, key);
        if (at < parts.size() && parts.get(at).kind() != Part.Kind.GAP) {
            add(at, blankLine(), "");
        }
    }

    /**
     * Puts front matter where it belongs.
     *
     * @throws DreyException BAD_REQUEST if there is some
     */
    void insertOnTop(Part frontMatter) {
        if (parts.stream().anyMatch(PartList::isFrontMatter)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "kind: 'front-matter' (expected: a notebook without it)");
        }
        insert(top(), frontMatter, "");
    }

    /** Removes a block and the blank lines that only it needed. */
    void remove(int index) {
        parts.remove(index);
        keys.remove(index);
        boolean hasBefore = index > 0 && parts.get(index - 1).kind() == Part.Kind.GAP;
        boolean hasBehind = index < parts.size() && parts.get(index).kind() == Part.Kind.GAP;
        boolean isLast = index + (hasBehind ? 1 : 0) == parts.size();
        boolean isFirst =
                index - (hasBefore ? 1 : 0) == 0
                        || parts.get(0).kind() == Part.Kind.BYTE_ORDER_MARK
                                && index - (hasBefore ? 1 : 0) == 1;
        if (hasBefore && hasBehind) {
            int before = parts.get(index - 1).lines().size();
            int behind = parts.get(index).lines().size();
            drop(isLast || !isFirst && before <= behind ? index - 1 : index);
        } else if (hasBefore && isLast) {
            drop(index - 1);
        } else if (hasBehind && isFirst) {
            drop(index);
        }
    }

    /** The file, with what neighbours need to stay apart. */
    String raw() {
        divideProse();
        endLines();
        closeFences();
        closeComments();
        StringBuilder raw = new StringBuilder();
        parts.forEach(part -> raw.append(part.raw()));
        NotebookParser.Outcome outcome = NotebookParser.parse(raw.toString());
        boolean hasFrontMatter = parts.stream().anyMatch(PartList::isFrontMatter);
        if (!hasFrontMatter && outcome.parts().stream().anyMatch(PartList::isFrontMatter)) {
            // A rule at the top must not turn into front matter.
            raw.insert(top() == 0 ? 0 : parts.get(0).raw().length(), lineEnd);
        }
        return raw.toString();
    }

    private void divideProse() {
        boolean isBehindProse = false;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean isProse = part.kind() == Part.Kind.PROSE;
            if (isProse && isBehindProse && part.head() == 0) {
                List<String> lines = new ArrayList<>();
                lines.add(Part.DIVIDER + lineEnd);
                lines.addAll(part.lines());
                set(i, new Part(part.kind(), lines, 1, 0, part.open()));
            }
            isBehindProse = part.isBlock() ? isProse : isBehindProse;
        }
    }

    private void endLines() {
        for (int i = 0; i < parts.size() - 1; i++) {
            Part part = parts.get(i);
            if (part.kind() != Part.Kind.BYTE_ORDER_MARK) {
                List<String> lines = BlockText.withLineEnd(part.lines(), lineEnd);
                set(i, new Part(part.kind(), lines, part.head(), part.tail(), part.open()));
            }
        }
    }

    /** A fence left open may stay so only while what follows ends it. */
    private void closeFences() {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Fence open = part.open() == null ? null : Fence.parse(part.open());
            Part next = nextBlock(i);
            if (open == null || next == null) {
                continue;
            }
            Fence follower = Fence.parse(next.lines().get(0));
            if (follower == null || !open.isCutBy(follower)) {
                set(i, withLine(part, open.closing()));
            }
        }
    }

    /** A comment left open may stay so only while nothing behind it ends it. */
    private void closeComments() {
        boolean hasEndBehind = false;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            String raw = part.raw();
            boolean isSuspect =
                    hasEndBehind && part.kind() == Part.Kind.PROSE && raw.contains("<!--");
            if (isSuspect && NotebookParser.parseFragment(raw).commentOpen()) {
                set(i, withLine(part, "-->"));
            }
            hasEndBehind |= raw.contains("-->");
        }
    }

    private Part withLine(Part part, String line) {
        List<String> lines = new ArrayList<>(part.lines());
        lines.add(line + lineEnd);
        return new Part(part.kind(), lines, part.head(), part.tail(), null);
    }

    private @Nullable Part nextBlock(int index) {
        for (Part part : parts.subList(index + 1, parts.size())) {
            if (part.isBlock()) {
                return part;
            }
        }
        return null;
    }

    private int top() {
        int top = 0;
        while (top < parts.size()
                && (parts.get(top).kind() == Part.Kind.BYTE_ORDER_MARK
                        || isFrontMatter(parts.get(top)))) {
            top++;
        }
        return top;
    }

    /** Front matter that was never closed counts too: it makes sense only at the top. */
    private static boolean isFrontMatter(Part part) {
        boolean isUnclosed =
                part.kind() == Part.Kind.DAMAGED
                        && part.open() == null
                        && part.lines().get(0).startsWith("---");
        return part.kind() == Part.Kind.FRONT_MATTER || isUnclosed;
    }

    private Part blankLine() {
        return Part.of(Part.Kind.GAP, List.of(lineEnd));
    }

    private void add(int index, Part part, String key) {
        parts.add(index, part);
        keys.add(index, key);
    }

    private void drop(int index) {
        parts.remove(index);
        keys.remove(index);
    }
}
