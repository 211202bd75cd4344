package io.drey.kernel.flink120.text;

import io.drey.kernel.flink120.text.CaretContext.Expectation;
import io.drey.sql.Token;
import io.drey.sql.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a {@link CaretContext} off a text. */
final class CaretReader {
    private static final Pattern LINE_COMMENT = Pattern.compile("(?s).*(?:--|//)[^\\n]*");
    private static final Set<String> BEFORE_TABLES =
            Set.of("FROM", "JOIN", "INTO", "OVERWRITE", "TABLE", "DESCRIBE", "UPDATE", "VIEW");
    private static final Set<String> BEFORE_SUBJECT_NAMES =
            Set.of("DATABASE", "CATALOG", "FUNCTION");
    private static final Set<String> CLAUSES =
            Set.of(
                    "SELECT",
                    "FROM",
                    "JOIN",
                    "ON",
                    "USING",
                    "WHERE",
                    "GROUP",
                    "HAVING",
                    "ORDER",
                    "LIMIT",
                    "PARTITION",
                    "OVER",
                    "VALUES",
                    "SET",
                    "WINDOW",
                    "CASE");
    private static final Set<String> OPERATORS =
            Set.of(
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "LIKE",
                    "BETWEEN",
                    "IS",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "CASE",
                    "BY",
                    "DISTINCT",
                    "ALL",
                    "INTERVAL",
                    "EXISTS",
                    "AS",
                    "ESCAPE",
                    "FOR",
                    "LATERAL",
                    "SIMILAR",
                    "TO",
                    "OF",
                    "RETURN",
                    "END");
    private static final Set<String> ENDS_OPERAND = Set.of("END", "NULL", "TRUE", "FALSE");

    private final String source;
    private final int position;
    private String prefix = "";
    private int from;
    private boolean isInText;
    private boolean isInName;
    private TokenText statement;
    private Map<String, Relation> known = new HashMap<>();

    /** Index of the first token behind the caret. */
    private int caret;

    CaretReader(String source, int position) {
        this.source = source;
        this.position = position;
        this.from = position;
        this.statement = new TokenText(source, List.of());
    }

    CaretContext read() {
        List<Token> tokens = Tokens.of(source);
        if (isInComment(tokens)) {
            return context(Expectation.NOTHING, "", Map.of());
        }
        String blanked = blankWord(tokens);
        findStatement(blanked);
        List<String> path = path();
        if (isInText) {
            return insideText();
        }
        if (!path.isEmpty()) {
            return afterDot(path);
        }
        return outsideText();
    }

    private boolean isInComment(List<Token> tokens) {
        int start = 0;
        for (Token token : tokens) {
            if (token.end() <= position) {
                start = token.end();
            } else if (token.start() < position) {
                return false;
            }
        }
        String gap = source.substring(start, position);
        return LINE_COMMENT.matcher(gap).matches()
                || gap.lastIndexOf("/*") > gap.lastIndexOf("*/") && !gap.endsWith("/*+");
    }

    /** Takes out the word at the caret, which belongs to no clause yet. */
    private String blankWord(List<Token> tokens) {
        for (Token token : tokens) {
            boolean isQuoted =
                    token.kind() == Token.Kind.QUOTED || token.kind() == Token.Kind.UNCLOSED;
            boolean isUnclosed = token.kind() == Token.Kind.UNCLOSED;
            if (token.start() >= position) {
                break;
            }
            boolean isTouched =
                    token.kind() == Token.Kind.WORD
                            ? token.end() >= position
                            : isQuoted && (isUnclosed || token.end() > position);
            if (isTouched) {
                int start = token.start() + (isQuoted ? 1 : 0);
                prefix = source.substring(start, position);
                isInName = source.charAt(token.start()) == '`';
                isInText = isQuoted && !isInName;
                // Backticks are part of what is offered, quotes are not.
                from = isInName ? token.start() : start;
                int end = isUnclosed ? position : token.end();
                return source.substring(0, token.start())
                        + " ".repeat(end - token.start())
                        + source.substring(end);
            }
        }
        return source;
    }

    private void findStatement(String blanked) {
        List<Token> tokens = new ArrayList<>();
        for (Token token : Tokens.of(blanked)) {
            if (token.kind() != Token.Kind.SEMICOLON) {
                tokens.add(token);
            } else if (token.start() < position) {
                TokenText passed = new TokenText(blanked, tokens);
                TableText.made(passed, known)
                        .ifPresent(made -> known.put(made.name().toLowerCase(Locale.ROOT), made));
                tokens.clear();
            } else {
                break;
            }
        }
        statement = new TokenText(blanked, tokens);
        while (caret < tokens.size() && tokens.get(caret).start() < position) {
            caret++;
        }
    }

    /** The names in front of the dot that the caret follows. */
    private List<String> path() {
        List<String> path = new ArrayList<>();
        while (!isInText && statement.is(caret - 1, ".") && statement.isName(caret - 2)) {
            path.add(0, statement.name(caret - 2));
            caret -= 2;
        }
        return path;
    }

    private CaretContext afterDot(List<String> path) {
        boolean isTable =
                statement.isAny(caret - 1, BEFORE_TABLES)
                        || statement.is(caret - 1, "EXISTS")
                        || (statement.is(caret - 1, ",") && clause().equals("FROM"));
        CaretContext context =
                context(isTable ? Expectation.TABLE : Expectation.OPERAND, clause(), Map.of());
        return new CaretContext(
                prefix,
                from,
                path,
                context.expects(),
                context.subject(),
                "",
                Map.of(),
                context.relations(),
                context.named());
    }

    /** In texts there is something to say about options and settings alone. */
    private CaretContext insideText() {
        int before = caret - 1;
        String head = statement.upper(0);
        if (head.equals("SET") || head.equals("RESET")) {
            boolean isValue = statement.is(before, "=");
            return context(
                    isValue ? Expectation.SETTING_VALUE : Expectation.SETTING_KEY,
                    isValue ? statement.name(before - 1) : "",
                    Map.of());
        }
        int open = statement.opening(caret);
        boolean isHint = statement.is(open - 1, "OPTIONS");
        if (open < 0 || !(isHint || statement.is(open - 1, "WITH"))) {
            return context(Expectation.NOTHING, "", Map.of());
        }
        boolean isCatalog = statement.is(0, "CREATE") && statement.is(1, "CATALOG");
        Map<String, String> options = options(open);
        if (statement.is(before, "=")) {
            return context(Expectation.OPTION_VALUE, statement.name(before - 1), options);
        }
        boolean isKey = before == open || statement.is(before, ",");
        if (!isKey) {
            return context(Expectation.NOTHING, "", Map.of());
        }
        return context(
                isCatalog ? Expectation.CATALOG_OPTION_KEY : Expectation.OPTION_KEY,
                isHint ? hintedTable(open) : "",
                options);
    }

    private Map<String, String> options(int open) {
        Map<String, String> options = new HashMap<>();
        int end = statement.closing(open);
        for (int i = open + 1; i + 2 < end + 1; i++) {
            if (statement.is(i + 1, "=") && statement.text(i + 2).startsWith("'")) {
                options.put(statement.name(i), statement.name(i + 2));
            }
        }
        return options;
    }

    /** The name of the table that a hint follows. */
    private String hintedTable(int open) {
        int i = open;
        while (i > 0 && !statement.is(i, "/*+")) {
            i--;
        }
        int last = i - 1;
        int first = last;
        while (statement.is(first - 1, ".") && statement.isName(first - 2)) {
            first -= 2;
        }
        return statement.isName(last) ? statement.between(first, last + 1).replace("`", "") : "";
    }

    private CaretContext outsideText() {
        int before = caret - 1;
        int hint = hintStart();
        if (hint >= 0) {
            boolean isInside = statement.opening(caret) > hint;
            return context(isInside ? Expectation.RELATION : Expectation.HINT, "", Map.of());
        }
        if (isWordsOnly() && !isInName && isStatement(statement.between(0, caret))) {
            return context(Expectation.STATEMENT, statement.between(0, caret), Map.of());
        }
        String word = statement.upper(before);
        if (word.equals("EXISTS") && statement.is(before - 1, "IF")) {
            word = statement.upper(before - 2);
        }
        if (BEFORE_SUBJECT_NAMES.contains(word)) {
            return context(Expectation.valueOf(word), "", Map.of());
        }
        if (word.equals("USE")) {
            return context(Expectation.DATABASE, "", Map.of());
        }
        if (word.equals("DESC") && before == 0 || BEFORE_TABLES.contains(word)) {
            return context(Expectation.TABLE, word, Map.of());
        }
        if (isInColumnList()) {
            return columnList();
        }
        String clause = clause();
        if (word.equals(",") && clause.equals("FROM")) {
            return context(Expectation.TABLE, "FROM", Map.of());
        }
        if (word.equals("AS") && isInCast()) {
            return context(Expectation.TYPE, "", Map.of());
        }
        return context(
                isOperandEnd(before) ? Expectation.OPERATOR : Expectation.OPERAND,
                clause,
                Map.of());
    }

    private int hintStart() {
        for (int i = caret - 1; i >= 0; i--) {
            if (statement.is(i, "*/")) {
                return -1;
            }
            if (statement.is(i, "/*+")) {
                return i;
            }
        }
        return -1;
    }

    private boolean isWordsOnly() {
        for (int i = 0; i < caret; i++) {
            if (!statement.isWord(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStatement(String words) {
        return StatementWords.isBeginning(words);
    }

    /** Whether the caret stands among the columns that CREATE TABLE or INSERT names. */
    private boolean isInColumnList() {
        int open = statement.opening(caret);
        if (open < 1) {
            return false;
        }
        return statement.is(0, "INSERT") ? isAfterInto(open) : isAmongDefinitions(open);
    }

    private boolean isAmongDefinitions(int open) {
        int definitions = definitions();
        return definitions > 0
                && (open == definitions
                        || statement.is(open - 1, "KEY")
                        || statement.is(open - 1, "BY"));
    }

    /** Where the column definitions of CREATE TABLE begin; -1 when there are none. */
    private int definitions() {
        for (int i = 1; statement.is(0, "CREATE") && statement.has(i); i++) {
            if (statement.isAny(i, Set.of("AS", "WITH", "SELECT", "VIEW"))) {
                return -1;
            }
            if (statement.is(i, "(")) {
                return i;
            }
        }
        return -1;
    }

    private boolean isAfterInto(int open) {
        int i = open - 1;
        while (statement.isName(i) && statement.is(i - 1, ".")) {
            i -= 2;
        }
        return statement.isAny(i - 1, Set.of("INTO", "OVERWRITE"));
    }

    private CaretContext columnList() {
        int open = statement.opening(caret);
        int before = caret - 1;
        boolean isFirst = before == open || statement.is(before, ",");
        if (statement.is(0, "INSERT")) {
            int end = open - 1;
            int first = end;
            while (statement.is(first - 1, ".")) {
                first -= 2;
            }
            return withRelation(target(first, open), isFirst);
        }
        boolean isType =
                statement.isName(before) && (before - 1 == open || statement.is(before - 1, ","));
        if (isType) {
            return context(Expectation.TYPE, "", Map.of());
        }
        Relation own = new Relation("", List.of(), TableText.columns(statement, definitions()));
        boolean isKeyword = isFirst && !statement.is(open - 1, "KEY");
        return isKeyword && !statement.is(open - 1, "BY")
                ? context(Expectation.OPERATOR, "COLUMNS", Map.of())
                : withRelation(own, true);
    }

    private Relation target(int first, int end) {
        List<String> path = new ArrayList<>();
        for (int i = first; i < end; i += 2) {
            path.add(statement.name(i));
        }
        String name = path.get(path.size() - 1);
        Relation made = known.get(name.toLowerCase(Locale.ROOT));
        return made == null ? new Relation(name, path, List.of()) : made;
    }

    private CaretContext withRelation(Relation relation, boolean isOperand) {
        return new CaretContext(
                prefix,
                from,
                List.of(),
                isOperand ? Expectation.OPERAND : Expectation.OPERATOR,
                "COLUMNS",
                "",
                Map.of(),
                List.of(relation),
                List.of());
    }

    /** The clause that the caret is in. */
    private String clause() {
        int depth = 0;
        for (int i = caret - 1; i >= 0; i--) {
            if (statement.is(i, ")")) {
                depth++;
            } else if (statement.is(i, "(")) {
                if (depth == 0 && (i == 0 || statement.isName(i - 1))) {
                    return statement.isAny(i - 1, CLAUSES) ? statement.upper(i - 1) : "(";
                }
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && statement.isAny(i, CLAUSES)) {
                String word = statement.upper(i);
                return word.equals("JOIN") ? "FROM" : word;
            }
        }
        return "";
    }

    private boolean isInCast() {
        int open = statement.opening(caret);
        return statement.is(open - 1, "CAST") || statement.is(open - 1, "TRY_CAST");
    }

    private boolean isOperandEnd(int index) {
        if (statement.is(index, ")")) {
            return true;
        }
        if (!statement.has(index)) {
            return false;
        }
        String text = statement.upper(index);
        boolean isLiteral = Character.isDigit(text.charAt(0)) || text.startsWith("'");
        boolean isName = statement.isName(index) && !CLAUSES.contains(text);
        return isLiteral
                || ENDS_OPERAND.contains(text)
                || (isName && !OPERATORS.contains(text))
                // SELECT * and COUNT(*) end an operand, a * b does not.
                || (text.equals("*") && !isOperandEnd(index - 1));
    }

    private CaretContext context(Expectation expects, String subject, Map<String, String> options) {
        ScopeReader.Scope scope = ScopeReader.at(statement, caret, known);
        return new CaretContext(
                prefix,
                from,
                List.of(),
                expects,
                subject,
                statement.upper(caret - 1),
                options,
                scope.relations(),
                List.copyOf(scope.named().values()));
    }
}
