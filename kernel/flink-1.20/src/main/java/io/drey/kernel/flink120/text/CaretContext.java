package io.drey.kernel.flink120.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the text around a caret says about what could stand there.
 *
 * @param prefix what is already written of the word
 * @param qualifier the name in front of the dot, without backticks; empty when there is no dot
 * @param expects what kind of word fits
 * @param tables tables of the statement by the names they are known by, aliases included
 */
public record CaretContext(
        String prefix, String qualifier, Expectation expects, Map<String, String> tables) {
    /** The kinds of words. */
    public enum Expectation {
        STATEMENT,
        TABLE,
        COLUMN,
        CONNECTOR,
        FORMAT,
        NOTHING
    }

    private static final Set<String> BEFORE_TABLES =
            Set.of(
                    "FROM",
                    "JOIN",
                    "INTO",
                    "OVERWRITE",
                    "TABLE",
                    "DESCRIBE",
                    "DESC",
                    "UPDATE",
                    "VIEW");
    private static final Set<String> NO_ALIAS =
            Set.of(
                    "WHERE",
                    "GROUP",
                    "ORDER",
                    "JOIN",
                    "LEFT",
                    "RIGHT",
                    "INNER",
                    "FULL",
                    "CROSS",
                    "ON",
                    "UNION",
                    "LIMIT",
                    "HAVING",
                    "WINDOW",
                    "SELECT",
                    "VALUES",
                    "FOR",
                    "MATCH_RECOGNIZE",
                    "USING",
                    "SET",
                    "NATURAL",
                    "INTERSECT",
                    "EXCEPT");

    public CaretContext {
        tables = Map.copyOf(tables);
    }

    /**
     * Looks at the statement that the caret is in; {@code position} counts characters before it.
     */
    public static CaretContext of(String source, int position) {
        int caret = Math.max(0, Math.min(position, source.length()));
        List<Token> statement = statementAround(source, caret);
        List<Token> before =
                new ArrayList<>(statement.stream().filter(token -> token.start() < caret).toList());
        String prefix = "";
        if (!before.isEmpty() && before.get(before.size() - 1).end() >= caret) {
            Token last = before.get(before.size() - 1);
            if (last.kind() == Token.Kind.UNCLOSED || last.kind() == Token.Kind.QUOTED) {
                return insideQuotes(source, before, caret);
            }
            if (last.kind() == Token.Kind.WORD) {
                prefix = source.substring(last.start(), caret);
                before.remove(before.size() - 1);
                // A word that is not finished is nobody's alias.
                statement.remove(last);
            }
        }
        String qualifier = qualifier(source, before);
        Expectation expects =
                qualifier.isEmpty() ? expectation(source, before) : Expectation.COLUMN;
        return new CaretContext(prefix, qualifier, expects, tables(source, statement));
    }

    private static List<Token> statementAround(String source, int caret) {
        List<Token> statement = new ArrayList<>();
        for (Token token : Tokens.of(source)) {
            if (token.kind() != Token.Kind.SEMICOLON) {
                statement.add(token);
            } else if (token.start() < caret) {
                statement.clear();
            } else {
                break;
            }
        }
        return statement;
    }

    /** In texts there is something to say only about connectors and formats. */
    private static CaretContext insideQuotes(String source, List<Token> before, int caret) {
        int size = before.size();
        Token last = before.get(size - 1);
        boolean isOpen = last.kind() == Token.Kind.UNCLOSED || last.end() > caret;
        String key =
                size >= 3 && text(source, before.get(size - 2)).equals("=")
                        ? text(source, before.get(size - 3))
                        : "";
        Expectation expects = Expectation.NOTHING;
        if (isOpen && (key.equals("'connector'") || key.equals("'type'"))) {
            expects = Expectation.CONNECTOR;
        } else if (isOpen && key.endsWith("format'")) {
            expects = Expectation.FORMAT;
        }
        return new CaretContext(source.substring(last.start() + 1, caret), "", expects, Map.of());
    }

    private static String qualifier(String source, List<Token> before) {
        int size = before.size();
        boolean hasDot = size >= 2 && text(source, before.get(size - 1)).equals(".");
        return hasDot ? name(source, before.get(size - 2)) : "";
    }

    private static Expectation expectation(String source, List<Token> before) {
        if (before.isEmpty()) {
            return Expectation.STATEMENT;
        }
        Token last = before.get(before.size() - 1);
        String word = text(source, last).toUpperCase(Locale.ROOT);
        if (BEFORE_TABLES.contains(word)) {
            return Expectation.TABLE;
        }
        if (word.equals(",") && isInFrom(source, before)) {
            return Expectation.TABLE;
        }
        return Expectation.COLUMN;
    }

    /** Whether the latest clause is FROM, so that a comma leads to one more table. */
    private static boolean isInFrom(String source, List<Token> before) {
        for (int i = before.size() - 1; i >= 0; i--) {
            String word = text(source, before.get(i)).toUpperCase(Locale.ROOT);
            if (word.equals("FROM")) {
                return true;
            }
            if (NO_ALIAS.contains(word) || word.equals("(")) {
                return false;
            }
        }
        return false;
    }

    private static Map<String, String> tables(String source, List<Token> statement) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (int i = 0; i + 1 < statement.size(); i++) {
            String word = text(source, statement.get(i)).toUpperCase(Locale.ROOT);
            boolean isTable = BEFORE_TABLES.contains(word) || word.equals(",");
            if (isTable && isName(source, statement.get(i + 1))) {
                addTable(source, statement, i + 1, tables);
            }
        }
        return tables;
    }

    private static void addTable(
            String source, List<Token> statement, int from, Map<String, String> tables) {
        int i = from;
        while (i + 2 < statement.size() && text(source, statement.get(i + 1)).equals(".")) {
            i += 2;
        }
        String table = name(source, statement.get(i));
        tables.putIfAbsent(table, table);
        int next = i + 1;
        if (next < statement.size() && statement.get(next).isWord(source, "AS")) {
            next++;
        }
        if (next < statement.size() && isName(source, statement.get(next))) {
            String alias = name(source, statement.get(next));
            if (!NO_ALIAS.contains(alias.toUpperCase(Locale.ROOT))) {
                tables.putIfAbsent(alias, table);
            }
        }
    }

    private static boolean isName(String source, Token token) {
        return token.kind() == Token.Kind.WORD || source.charAt(token.start()) == '`';
    }

    private static String name(String source, Token token) {
        String text = text(source, token);
        return text.startsWith("`") && text.length() > 1
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static String text(String source, Token token) {
        return source.substring(token.start(), token.end());
    }
}
