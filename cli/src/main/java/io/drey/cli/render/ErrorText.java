package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.RunError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts errors into a few lines: what, where with a caret, what to try. Immutable. */
public final class ErrorText {
    private final Style style;
    private final boolean isVerbose;

    /**
     * @param isVerbose whether the engine's full text is wanted, too
     */
    public ErrorText(Style style, boolean isVerbose) {
        this.style = requireNonNull(style, "style");
        this.isVerbose = isVerbose;
    }

    public String of(DreyException error) {
        StringBuilder text = new StringBuilder(head(error.code().title(), error.getMessage()));
        text.append('\n').append("  ").append(error.code().help());
        Throwable cause = error.getCause();
        if (isVerbose && cause != null) {
            text.append('\n').append(style.dim("  cause: " + cause));
        }
        return text.toString();
    }

    /**
     * Describes why a statement failed.
     *
     * @param source what the error's line and column refer to
     */
    public String of(RunError error, String source) {
        StringBuilder text = new StringBuilder(head(error.title(), error.message()));
        appendPlace(text, error, source.lines().toList());
        if (error.suggestion() != null) {
            text.append('\n').append("  ").append(style.cyan(error.suggestion()));
        }
        if (!error.help().isEmpty()) {
            text.append('\n').append("  ").append(error.help());
        }
        if (error.detail() != null) {
            text.append('\n')
                    .append(
                            isVerbose
                                    ? style.dim(ValueText.toSafeLines(error.detail()))
                                    : style.dim("  (the engine's full text: --verbose)"));
        }
        return text.toString();
    }

    private String head(String title, @Nullable String message) {
        String headline = style.red(style.bold("error: ")) + title;
        return message == null || message.equals(title)
                ? headline
                : headline + ": " + ValueText.toSafeLines(message);
    }

    private void appendPlace(StringBuilder text, RunError error, List<String> lines) {
        Integer line = error.line();
        if (line == null || line < 1 || line > lines.size()) {
            return;
        }
        int column = Math.max(1, error.column() == null ? 1 : error.column());
        String shown = lines.get(line - 1).replace('\t', ' ');
        String number = String.valueOf(line);
        text.append('\n')
                .append(style.dim("  line " + line + ", column " + column))
                .append('\n')
                .append(style.dim("  " + number + " | "))
                .append(ValueText.toCell(shown))
                .append('\n')
                .append(style.dim("  " + " ".repeat(number.length()) + " | "));
        int start = Math.min(column - 1, shown.length());
        int end = endOfMark(error, line, start, shown.length());
        text.append(" ".repeat(DisplayWidth.of(shown.substring(0, start))))
                .append(
                        style.red(
                                "^"
                                        .repeat(
                                                Math.max(
                                                        1,
                                                        DisplayWidth.of(
                                                                shown.substring(
                                                                        start,
                                                                        Math.min(
                                                                                end,
                                                                                shown
                                                                                        .length())))))));
    }

    /** The mark stays on the first line; a longer place is marked to the end of that line. */
    private static int endOfMark(RunError error, int line, int start, int length) {
        Integer endLine = error.endLine();
        Integer endColumn = error.endColumn();
        if (endLine == null || endColumn == null) {
            return start + 1;
        }
        return endLine > line ? length : Math.max(start + 1, endColumn);
    }
}
