package io.drey.server.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns text as people edit it into lines of the file.
 *
 * <p>Lines that stay are kept byte for byte, with their own line ends, so that an edit is as small
 * a change of the file as it can be.
 */
final class BlockText {
    private BlockText() {}

    /** Splits edited text; LF, CRLF and CR all end a line, and no text is no line. */
    static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\r\n|\n|\r", -1));
    }

    /** The same without blank lines at the start and end. */
    static List<String> trimmedLines(String text) {
        List<String> lines = lines(text);
        int start = 0;
        int end = lines.size();
        while (start < end && RawText.isBlank(lines.get(start))) {
            start++;
        }
        while (end > start && RawText.isBlank(lines.get(end - 1))) {
            end--;
        }
        return lines.subList(start, end);
    }

    /**
     * Replaces the lines that are shown of a part.
     *
     * @param text the new lines, without line ends
     * @param lineEnd for lines that are new
     */
    static List<String> rewrite(Part part, List<String> text, String lineEnd) {
        List<String> old = part.body();
        List<String> oldText = lines(part.text());
        int shared = Math.min(Math.min(old.size(), oldText.size()), text.size());
        int first = 0;
        while (first < shared && oldText.get(first).equals(text.get(first))) {
            first++;
        }
        int last = 0;
        while (last < shared - first
                && oldText.get(oldText.size() - 1 - last)
                        .equals(text.get(text.size() - 1 - last))) {
            last++;
        }
        List<String> lines = new ArrayList<>(old.subList(0, first));
        for (String line : text.subList(first, text.size() - last)) {
            String indent = line.isEmpty() ? "" : " ".repeat(part.indent());
            lines.add(indent + RawText.encode(line) + lineEnd);
        }
        lines.addAll(old.subList(old.size() - last, old.size()));
        boolean isEnded = old.isEmpty() || RawText.hasLineEnd(old.get(old.size() - 1));
        return ended(lines, lineEnd, isEnded);
    }

    /** Gives every line a line end, the last one only if it shall have one. */
    private static List<String> ended(List<String> lines, String lineEnd, boolean isLastEnded) {
        List<String> ended = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isLast = i == lines.size() - 1;
            if (isLast && !isLastEnded) {
                ended.add(RawText.withoutLineEnd(line));
            } else {
                ended.add(RawText.hasLineEnd(line) ? line : line + lineEnd);
            }
        }
        return ended;
    }

    static List<String> withLineEnd(List<String> lines, String lineEnd) {
        return ended(lines, lineEnd, true);
    }
}
