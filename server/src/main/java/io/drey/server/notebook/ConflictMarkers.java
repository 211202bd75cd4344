package io.drey.server.notebook;

import java.util.BitSet;
import java.util.List;

/** Finds the lines git leaves where a merge needs a decision. Immutable. */
final class ConflictMarkers {
    private static final int LENGTH = 7;

    private final BitSet markers = new BitSet();

    ConflictMarkers(List<String> lines) {
        int start = -1;
        BitSet open = new BitSet();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (isMarker(line, '<')) {
                open.clear();
                start = i;
            }
            // Outside a conflict the other markers are Markdown: headings and quotations.
            if (start >= 0 && isMarker(line)) {
                open.set(i);
            }
            if (start >= 0 && isMarker(line, '>')) {
                markers.or(open);
                start = -1;
            }
        }
    }

    boolean isMarker(int line) {
        return markers.get(line);
    }

    private static boolean isMarker(String line) {
        return isMarker(line, '<')
                || isMarker(line, '|')
                || isMarker(line, '=')
                || isMarker(line, '>');
    }

    private static boolean isMarker(String line, char mark) {
        if (line.length() < LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (line.charAt(i) != mark) {
                return false;
            }
        }
        return line.length() == LENGTH || " \r\n".indexOf(line.charAt(LENGTH)) >= 0;
    }
}
