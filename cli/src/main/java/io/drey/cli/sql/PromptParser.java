package io.drey.cli.sql;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** Lets a statement span lines until its semicolon. */
final class PromptParser implements Parser {
    private final DefaultParser words =
            new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        boolean isAccepting = context == ParseContext.ACCEPT_LINE;
        boolean isWhole =
                line.strip().startsWith("\\")
                        || StatementText.isBlank(line)
                        || StatementText.isComplete(line);
        if (isAccepting && !isWhole) {
            throw new EOFError(-1, cursor, "a statement ends with ';'");
        }
        return words.parse(line, cursor, context);
    }
}
