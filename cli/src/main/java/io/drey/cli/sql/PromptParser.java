package io.drey.cli.sql;

import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Lets a statement span lines until its semicolon, and finds the word to complete. */
final class PromptParser implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean isWhole =
                line.strip().startsWith("\\")
                        || StatementText.isBlank(line)
                        || StatementText.isComplete(line);
        if (context == ParseContext.ACCEPT_LINE && !isWhole) {
            throw new EOFError(-1, cursor, "a statement ends with ';'");
        }
        return new CaretWord(line, cursor, wordBefore(line, cursor));
    }

    /** The name being typed: what stands right before the caret, up to a space or a sign. */
    private static String wordBefore(String line, int cursor) {
        int start = cursor;
        while (start > 0 && isWordPart(line.charAt(start - 1))) {
            start--;
        }
        return line.substring(start, cursor);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '\\';
    }

    /** A line of which only the word at the caret matters. */
    private record CaretWord(String line, int cursor, String word) implements ParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
