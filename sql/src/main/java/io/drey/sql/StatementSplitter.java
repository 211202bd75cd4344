package io.drey.sql;

import io.drey.sql.SqlStatement.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a cell into statements at its semicolons.
 *
 * <p>A statement set is one statement, in both of its forms: {@code BEGIN STATEMENT SET; …; END}
 * and {@code EXECUTE STATEMENT SET BEGIN …; END}. The last statement needs no semicolon.
 */
public final class StatementSplitter {
    private final String source;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<Token> current = new ArrayList<>();

    private StatementSplitter(String source) {
        this.source = source;
    }

    public static List<SqlStatement> split(String source) {
        return new StatementSplitter(source).split();
    }

    private List<SqlStatement> split() {
        boolean isInBlock = false;
        for (Token token : Tokens.of(source)) {
            if (token.kind() == Token.Kind.SEMICOLON && !isInBlock) {
                finish();
                continue;
            }
            if (isInBlock) {
                isInBlock = !(token.isWord(source, "END") && endsPart(last()));
            }
            current.add(token);
            isInBlock |= opensBlock();
        }
        finish();
        return statements;
    }

    /** Whether the tokens so far end in what a statement set begins with. */
    private boolean opensBlock() {
        int size = current.size();
        return isFlinkBlock() && size == 3
                || size > 3 && isWords(size - 3, "STATEMENT", "SET", "BEGIN");
    }

    private boolean isFlinkBlock() {
        return isWords(0, "BEGIN", "STATEMENT", "SET");
    }

    private boolean isWords(int from, String... words) {
        if (current.size() < from + words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!current.get(from + i).isWord(source, words[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean endsPart(Token token) {
        return token.kind() == Token.Kind.SEMICOLON || token.isWord(source, "BEGIN");
    }

    private Token last() {
        return current.get(current.size() - 1);
    }

    private void finish() {
        if (!current.isEmpty()) {
            statements.add(statement(statements.size(), List.copyOf(current)));
            current.clear();
        }
    }

    private SqlStatement statement(int index, List<Token> tokens) {
        Token first = tokens.get(0);
        Token last = tokens.get(tokens.size() - 1);
        List<SqlStatement> parts = isFlinkBlock() ? parts(index, tokens) : List.of();
        return new SqlStatement(
                index,
                source.substring(first.start(), last.end()),
                LeadingWords.of(source, tokens),
                Place.of(source, first.start()),
                Place.of(source, last.end() - 1),
                parts,
                flaw(tokens));
    }

    /** The statements of a block: between its first semicolon and its END. */
    private List<SqlStatement> parts(int index, List<Token> tokens) {
        List<SqlStatement> parts = new ArrayList<>();
        List<Token> part = new ArrayList<>();
        for (Token token : tokens.subList(3, tokens.size())) {
            if (token.kind() != Token.Kind.SEMICOLON) {
                part.add(token);
            } else if (!part.isEmpty()) {
                parts.add(part(index, part));
                part.clear();
            }
        }
        return parts;
    }

    private SqlStatement part(int index, List<Token> tokens) {
        Token first = tokens.get(0);
        Token last = tokens.get(tokens.size() - 1);
        return new SqlStatement(
                index,
                source.substring(first.start(), last.end()),
                LeadingWords.of(source, tokens),
                Place.of(source, first.start()),
                Place.of(source, last.end() - 1),
                List.of(),
                null);
    }

    private @Nullable Flaw flaw(List<Token> tokens) {
        Token last = tokens.get(tokens.size() - 1);
        if (last.kind() == Token.Kind.UNCLOSED) {
            char quote = source.charAt(last.start());
            return new Flaw(
                    "The quote " + quote + " is opened here and never closed.",
                    "Close it with another " + quote + "; inside the text, write it twice.",
                    Place.of(source, last.start()));
        }
        if (isFlinkBlock() && !last.isWord(source, "END")) {
            return new Flaw(
                    "The statement set that begins here is never ended.",
                    "Write END; after its last statement.",
                    Place.of(source, tokens.get(0).start()));
        }
        return null;
    }
}
