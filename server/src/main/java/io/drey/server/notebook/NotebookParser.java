package io.drey.server.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into parts. Every input has an outcome, and the parts in a row are the input.
 *
 * <p>The rules are CommonMark's with one addition that keeps damage local: where a cell opens
 * inside a fence that is not longer than its own, that fence was left open and ends there.
 */
final class NotebookParser {
    private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";
    private static final Pattern YAML_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*:");

    /** What stands before a fence on the first line of a list item or quotation. */
    private static final Pattern CONTAINER =
            Pattern.compile(" {0,3}(?:(?:[-*+]|\\d{1,9}[.)]) {1,4}|> ?){1,8}(?=[`~]{3})");

    private final List<String> lines;
    private final int lastCommentEnd;
    private final ConflictMarkers conflicts;
    private final List<Part> parts = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** The line looked at. */
    private int at;

    /** Lines before this one are in {@link #parts}. */
    private int covered;

    /** First line of the text that is being gathered, or -1. */
    private int proseStart = -1;

    private boolean isDamaged;
    private boolean isCommentOpen;
    private @Nullable String heading;

    private NotebookParser(List<String> lines) {
        this.lines = lines;
        this.conflicts = new ConflictMarkers(lines);
        int commentEnd = lines.size() - 1;
        while (commentEnd >= 0 && !lines.get(commentEnd).contains("-->")) {
            commentEnd--;
        }
        this.lastCommentEnd = commentEnd;
    }

    /**
     * A file cut into parts.
     *
     * @param heading the first level-one heading; null if there is none
     * @param commentOpen whether a comment is opened and never closed
     */
    record Outcome(
            List<Part> parts,
            List<String> warnings,
            boolean damaged,
            @Nullable String heading,
            boolean commentOpen) {}

    static Outcome parse(String raw) {
        boolean hasMark = raw.startsWith(BYTE_ORDER_MARK);
        NotebookParser parser = new NotebookParser(RawText.lines(hasMark ? raw.substring(3) : raw));
        if (hasMark) {
            parser.parts.add(Part.of(Part.Kind.BYTE_ORDER_MARK, List.of(BYTE_ORDER_MARK)));
        }
        parser.frontMatter();
        return parser.body();
    }

    /** Cuts a stretch of a file that is not its top. */
    static Outcome parseFragment(String raw) {
        return new NotebookParser(RawText.lines(raw)).body();
    }

    private void frontMatter() {
        if (lines.isEmpty() || !isLine(lines.get(0), "---")) {
            return;
        }
        int end = 1;
        while (end < lines.size() && !isFrontMatterEnd(lines.get(end)) && !opensCell(end)) {
            end++;
        }
        if (end < lines.size() && isFrontMatterEnd(lines.get(end))) {
            add(Part.Kind.FRONT_MATTER, end + 1, 1, 1, null);
        } else if (lines.size() > 1 && YAML_KEY.matcher(lines.get(1)).lookingAt()) {
            end = 1;
            while (end < lines.size()
                    && !RawText.isBlank(lines.get(end))
                    && Fence.parse(lines.get(end)) == null) {
                end++;
            }
            damaged(end, null, "the front matter is not closed by '---'");
        }
    }

    private Outcome body() {
        while (at < lines.size()) {
            String line = lines.get(at);
            Fence fence = Fence.parse(line);
            if (fence != null) {
                fenced(fence);
            } else if (conflicts.isMarker(at)) {
                warnOfConflict(at);
                add(Part.Kind.DAMAGED, at + 1, 0, 0, null);
            } else if (Part.isDivider(line)) {
                flushProse(at, null);
                proseStart = at++;
            } else if (RawText.isBlank(line)) {
                at++;
            } else {
                startProse();
                readHeading(line);
                int end = containedFenceEnd(line);
                at = end > at ? end : commentEnd(line);
            }
        }
        flushProse(at, null);
        return new Outcome(parts, warnings, isDamaged, heading, isCommentOpen);
    }

    private void fenced(Fence fence) {
        boolean isCell = CellHeader.isCell(fence.info());
        int end = at + 1;
        boolean isCut = false;
        while (end < lines.size() && !isCut && !fence.isClosedBy(lines.get(end))) {
            Fence inner = Fence.parse(lines.get(end));
            isCut = inner != null && fence.isCutBy(inner);
            end += isCut ? 0 : 1;
        }
        boolean isClosed = !isCut && end < lines.size();
        for (int i = at + 1; i < end; i++) {
            if (conflicts.isMarker(i)) {
                warnOfConflict(i);
            }
        }
        if (isCell && isClosed) {
            add(Part.Kind.CELL, end + 1, 1, 1, null);
        } else if (isCell) {
            damaged(end, fence.closing(), "the cell's fence is not closed");
        } else if (isClosed) {
            startProse();
            at = end + 1;
        } else {
            warn(at, "the fence of this text is not closed");
            startProse();
            at = end;
            flushProse(end, fence.closing());
        }
    }

    /** The line behind a comment that starts here, else the next line. */
    private int commentEnd(String line) {
        String text = line.stripLeading();
        boolean isComment = line.length() - text.length() <= 3 && text.startsWith("<!--");
        if (!isComment || text.indexOf("-->", 2) >= 0) {
            return at + 1;
        }
        if (lastCommentEnd <= at) {
            warn(at, "the comment is not closed");
            isCommentOpen = true;
            return at + 1;
        }
        int end = at + 1;
        while (!lines.get(end).contains("-->")) {
            end++;
        }
        return end + 1;
    }

    /** The line behind a fence in a list item or quotation that starts here, or 0. */
    private int containedFenceEnd(String line) {
        Matcher container = CONTAINER.matcher(line);
        Fence fence = container.lookingAt() ? Fence.parse(line.substring(container.end())) : null;
        if (fence == null) {
            return 0;
        }
        boolean isQuotation = container.group().contains(">");
        int end = at + 1;
        while (end < lines.size() && !opensCell(end)) {
            String text = lines.get(end).stripLeading();
            int indent = lines.get(end).length() - text.length();
            boolean isItem = indent >= container.end() || text.isEmpty();
            if (isQuotation ? !text.startsWith(">") : !isItem) {
                return end;
            }
            int start = 0;
            while (start < text.length() && " \t>".indexOf(text.charAt(start)) >= 0) {
                start++;
            }
            end++;
            if (fence.isClosedBy(text.substring(start))) {
                return end;
            }
        }
        return end;
    }

    private void readHeading(String line) {
        String text = RawText.decode(line).strip();
        boolean isHeading = text.startsWith("# ") || text.startsWith("#\t");
        if (heading == null && isHeading) {
            String title = text.substring(1).strip();
            int end = title.length();
            while (end > 0 && title.charAt(end - 1) == '#') {
                end--;
            }
            boolean isClosed = end == 0 || Character.isWhitespace(title.charAt(end - 1));
            title = isClosed ? title.substring(0, end).strip() : title;
            heading = title.isEmpty() ? null : title;
        }
    }

    private boolean opensCell(int line) {
        Fence fence = Fence.parse(lines.get(line));
        return fence != null && CellHeader.isCell(fence.info());
    }

    private void startProse() {
        proseStart = proseStart < 0 ? at : proseStart;
    }

    /** Ends the text being gathered; the blank lines behind it are a part of their own. */
    private void flushProse(int end, @Nullable String open) {
        if (proseStart >= 0) {
            gap(proseStart);
            int proseEnd = end;
            while (RawText.isBlank(lines.get(proseEnd - 1))) {
                proseEnd--;
            }
            int head = 0;
            if (Part.isDivider(lines.get(proseStart))) {
                head = 1;
                while (proseStart + head < proseEnd
                        && RawText.isBlank(lines.get(proseStart + head))) {
                    head++;
                }
            }
            List<String> prose = lines.subList(proseStart, proseEnd);
            parts.add(new Part(Part.Kind.PROSE, prose, head, 0, open));
            covered = proseEnd;
            proseStart = -1;
        }
        gap(end);
    }

    private void gap(int end) {
        if (covered < end) {
            parts.add(Part.of(Part.Kind.GAP, lines.subList(covered, end)));
            covered = end;
        }
    }

    /** Adds a part from the current line on and goes behind it. */
    private void add(Part.Kind kind, int end, int head, int tail, @Nullable String open) {
        flushProse(at, null);
        parts.add(new Part(kind, lines.subList(at, end), head, tail, open));
        covered = end;
        at = end;
    }

    private void damaged(int end, @Nullable String open, String why) {
        warn(at, why);
        isDamaged = true;
        int last = end;
        while (last > at + 1 && RawText.isBlank(lines.get(last - 1))) {
            last--;
        }
        add(Part.Kind.DAMAGED, last, 0, 0, open);
        at = end;
    }

    private void warnOfConflict(int line) {
        isDamaged = true;
        if (lines.get(line).startsWith("<")) {
            warn(line, "a git conflict is not resolved");
        }
    }

    private void warn(int line, String what) {
        warnings.add("line " + (line + 1) + ": " + what);
    }

    private static boolean isFrontMatterEnd(String line) {
        return isLine(line, "---") || isLine(line, "...");
    }

    private static boolean isLine(String line, String text) {
        return line.startsWith(text) && RawText.isBlank(line.substring(text.length()));
    }
}
