package io.drey.server.notebook;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a notebook is, relative to the notebooks folder, with '/' between folders.
 *
 * <p>Whatever the text was, a path cannot point out of that folder by its name.
 */
record NotebookPath(String value) {
    private static final int MAX_SEGMENT_BYTES = 200;
    private static final int MAX_BYTES = 1_000;
    private static final int MAX_SLUG = 60;
    private static final String NOT_PORTABLE = "<>:\"|?*";

    NotebookPath {
        check(value);
    }

    /**
     * Reads a path from outside; the suffix is added when missing.
     *
     * @throws DreyException NOTEBOOK_NAME_INVALID
     */
    static NotebookPath parse(@Nullable String text) {
        if (text == null) {
            throw invalid("", "is missing");
        }
        boolean hasSuffix = text.endsWith(NotebookDocument.SUFFIX);
        return new NotebookPath(hasSuffix ? text : text + NotebookDocument.SUFFIX);
    }

    /** A path for a new notebook: stricter, so that the file can be checked out anywhere. */
    static NotebookPath parseNew(@Nullable String text) {
        NotebookPath path =
                parse(text == null ? null : Normalizer.normalize(text, Normalizer.Form.NFC));
        for (String segment : path.value.split("/", -1)) {
            if (segment.chars().anyMatch(c -> NOT_PORTABLE.indexOf(c) >= 0)) {
                throw invalid(path.value, "has one of " + NOT_PORTABLE);
            }
            String stem = segment.replace(NotebookDocument.SUFFIX, "");
            if (!stem.equals(stem.strip()) || stem.endsWith(".")) {
                throw invalid(path.value, "has a space or point at an end");
            }
        }
        return path;
    }

    /** A file name made from a title. */
    static NotebookPath ofTitle(@Nullable String title) {
        StringBuilder slug = new StringBuilder();
        String text = Normalizer.normalize(title == null ? "" : title, Normalizer.Form.NFC);
        for (int c : text.toLowerCase(Locale.ROOT).codePoints().limit(MAX_SLUG).toArray()) {
            if (Character.isLetterOrDigit(c)) {
                slug.appendCodePoint(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        int end = slug.length();
        while (end > 0 && slug.charAt(end - 1) == '-') {
            end--;
        }
        return parseNew(end == 0 ? "untitled" : slug.substring(0, end));
    }

    /** The same name with a number, for when it is taken. */
    NotebookPath numbered(int number) {
        String stem = value.substring(0, value.length() - NotebookDocument.SUFFIX.length());
        return parse(stem + "-" + number);
    }

    @Override
    public String toString() {
        return value;
    }

    private static void check(String value) {
        if (value.codePoints().anyMatch(NotebookPath::isForbidden)) {
            throw invalid(value, "has a control character or backslash");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw invalid(value, "is longer than " + MAX_BYTES + " bytes");
        }
        for (String segment : value.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(NotebookDocument.SUFFIX)) {
                throw invalid(value, "has an empty name between '/'");
            }
            if (segment.startsWith(".")) {
                throw invalid(value, "has a name that starts with a point");
            }
            if (segment.getBytes(StandardCharsets.UTF_8).length > MAX_SEGMENT_BYTES) {
                throw invalid(value, "has a name longer than " + MAX_SEGMENT_BYTES + " bytes");
            }
        }
    }

    /** Characters that are invisible, change the reading direction or mean a folder elsewhere. */
    private static boolean isForbidden(int point) {
        int type = Character.getType(point);
        return point == '\\'
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static DreyException invalid(String value, String why) {
        return new DreyException(
                DreyErrorCode.NOTEBOOK_NAME_INVALID, "notebook: '" + value + "' " + why);
    }
}
