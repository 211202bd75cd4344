package io.drey.server.notebook;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a notebook's raw text; all parts in a row are the file.
 *
 * @param lines the lines with their line ends, as they stand in the file
 * @param head how many of the first lines are not shown: the opening fence, the divider
 * @param tail how many of the last lines are not shown: the closing fence
 * @param open the line that would close a fence left open in here; null if none is
 */
record Part(Kind kind, List<String> lines, int head, int tail, @Nullable String open) {
    /** What a part is. */
    enum Kind {
        BYTE_ORDER_MARK,
        /** Blank lines between blocks. */
        GAP,
        FRONT_MATTER,
        PROSE,
        CELL,
        DAMAGED
    }

    /** Begins a text block of its own where two would run together; shown by no renderer. */
    static final String DIVIDER = "<!-- -->";

    Part {
        lines = List.copyOf(lines);
    }

    static Part of(Kind kind, List<String> lines) {
        return new Part(kind, lines, 0, 0, null);
    }

    static boolean isDivider(String line) {
        return line.startsWith(DIVIDER) && RawText.isBlank(line.substring(DIVIDER.length()));
    }

    boolean isBlock() {
        return kind != Kind.GAP && kind != Kind.BYTE_ORDER_MARK;
    }

    String raw() {
        return String.join("", lines);
    }

    /** The lines that are shown. */
    List<String> body() {
        return lines.subList(head, lines.size() - tail);
    }

    /** The text people see and edit: no fences, lines separated by LF. */
    String text() {
        List<String> shown = new ArrayList<>(body().size());
        int indent = indent();
        for (String line : body()) {
            shown.add(RawText.decode(RawText.withoutLineEnd(withoutIndent(line, indent))));
        }
        return String.join("\n", shown);
    }

    /** The opening fence of a cell. */
    @Nullable Fence fence() {
        return kind == Kind.CELL ? Fence.parse(lines.get(0)) : null;
    }

    /** The info string of a cell. */
    @Nullable CellHeader header() {
        Fence fence = fence();
        return fence == null ? null : CellHeader.parse(fence.info());
    }

    /** Spaces before each line of a cell whose fence is indented. */
    int indent() {
        Fence fence = fence();
        return fence == null ? 0 : fence.indent();
    }

    private static String withoutIndent(String line, int indent) {
        int spaces = 0;
        while (spaces < indent && spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return line.substring(spaces);
    }
}
