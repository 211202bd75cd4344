package io.drey.kernel.flink120.text;

import io.drey.sql.Token;
import io.drey.sql.Tokens;
import java.util.ArrayList;
import java.util.List;

/**
 * A call whose parentheses a caret is in.
 *
 * @param name what stands in front of the parenthesis
 * @param argument how many commas of its own stand between it and the caret
 */
public record OpenCall(String name, int argument) {
    /** The calls around a caret, the innermost first. */
    public static List<OpenCall> around(String source, int position) {
        List<Token> before = new ArrayList<>();
        for (Token token : Tokens.of(source)) {
            if (token.start() >= position) {
                break;
            }
            if (token.kind() == Token.Kind.SEMICOLON) {
                before.clear();
            } else {
                before.add(token);
            }
        }
        TokenText text = new TokenText(source, before);
        List<OpenCall> calls = new ArrayList<>();
        int from = text.size();
        for (int open = text.opening(from); open >= 0; open = text.opening(open)) {
            if (text.isWord(open - 1)) {
                calls.add(new OpenCall(text.text(open - 1), commas(text, open + 1)));
            }
        }
        return calls;
    }

    private static int commas(TokenText text, int from) {
        int commas = 0;
        int depth = 0;
        for (int i = from; i < text.size(); i++) {
            if (text.is(i, "(") || text.is(i, "[")) {
                depth++;
            } else if (text.is(i, ")") || text.is(i, "]")) {
                depth--;
            } else if (depth == 0 && text.is(i, ",")) {
                commas++;
            }
            if (depth < 0) {
                return commas;
            }
        }
        return commas;
    }
}
