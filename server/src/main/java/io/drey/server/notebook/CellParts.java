package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** Writes cells. */
final class CellParts {
    private CellParts() {}

    static CellHeader header(Part cell) {
        return requireNonNull(cell.header(), "header");
    }

    static Part create(CellHeader header, List<String> text, String lineEnd) {
        Fence fence = new Fence(0, '`', Fence.MIN_LENGTH, header.raw()).around(text);
        List<String> lines = new ArrayList<>();
        lines.add(fence.closing() + header.raw() + lineEnd);
        text.forEach(line -> lines.add(RawText.encode(line) + lineEnd));
        lines.add(fence.closing() + lineEnd);
        return new Part(Part.Kind.CELL, lines, 1, 1, null);
    }

    /** Writes a cell anew, keeping the bytes of what stays the same. */
    static Part rewrite(Part cell, CellHeader header, List<String> text, String lineEnd) {
        Fence old = requireNonNull(cell.fence(), "fence");
        Fence fence = old.around(text);
        String open = cell.lines().get(0);
        String close = cell.lines().get(cell.lines().size() - 1);
        List<String> lines = new ArrayList<>();
        lines.add(fence.closing() + header.raw() + lineEndOf(open));
        boolean isSame = text.equals(BlockText.lines(cell.text()));
        List<String> body = isSame ? cell.body() : BlockText.rewrite(cell, text, lineEnd);
        lines.addAll(BlockText.withLineEnd(body, lineEnd));
        boolean isLonger = fence.length() != old.length();
        lines.add(isLonger ? fence.closing() + lineEndOf(close) : close);
        return new Part(Part.Kind.CELL, lines, 1, 1, null);
    }

    private static String lineEndOf(String line) {
        return line.substring(RawText.withoutLineEnd(line).length());
    }
}
