package io.drey.kernel.flink120.error;

import io.drey.kernel.flink120.text.Span;
import io.drey.kernel.flink120.text.SqlWords;
import io.drey.sql.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Text that is not SQL: typing errors, reserved words, wrong quotes, sudden ends. */
final class ParseRules {
    private static final String CODE = "SQL_PARSE";
    private static final Pattern EXPECTED =
            Pattern.compile("^\\s+\"([^\"]+)\" \\.\\.\\.", Pattern.MULTILINE);
    private static final int MOST_EXPECTED = 6;

    /** Words that begin a statement. */
    private static final List<String> STARTS =
            List.of(
                    "SELECT",
                    "INSERT",
                    "CREATE",
                    "DROP",
                    "ALTER",
                    "SHOW",
                    "DESCRIBE",
                    "EXPLAIN",
                    "SET",
                    "RESET",
                    "USE",
                    "WITH",
                    "VALUES",
                    "EXECUTE",
                    "BEGIN",
                    "ADD",
                    "REMOVE",
                    "ANALYZE",
                    "CALL",
                    "DELETE",
                    "UPDATE",
                    "TRUNCATE",
                    "LOAD",
                    "UNLOAD",
                    "STOP",
                    "COMPILE",
                    "TABLE",
                    "REPLACE");

    /** Words that begin a part of a query: seldom meant as a name. */
    private static final Set<String> CLAUSES =
            Set.of(
                    "FROM",
                    "WHERE",
                    "GROUP",
                    "ORDER",
                    "HAVING",
                    "LIMIT",
                    "SELECT",
                    "JOIN",
                    "LEFT",
                    "RIGHT",
                    "INNER",
                    "FULL",
                    "CROSS",
                    "ON",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "AS",
                    "AND",
                    "OR",
                    "WITH",
                    "INTO",
                    "VALUES",
                    "BY",
                    "OFFSET",
                    "FETCH",
                    "WINDOW",
                    "USING",
                    "SHOW",
                    "CREATE",
                    "INSERT",
                    "DROP",
                    "ALTER",
                    "PARTITIONED",
                    "CASE",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "DISTINCT",
                    "IN",
                    "IS",
                    "NOT",
                    "NULL");

    private static final List<String> SHOWN =
            List.of(
                    "TABLES",
                    "VIEWS",
                    "CATALOGS",
                    "DATABASES",
                    "FUNCTIONS",
                    "COLUMNS",
                    "JARS",
                    "JOBS",
                    "MODULES",
                    "CURRENT",
                    "CREATE",
                    "PARTITIONS",
                    "PROCEDURES",
                    "FULL",
                    "USER");

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Non-query expression encountered in illegal context",
                            ParseRules::noStatement),
                    Rule.of("Lexical error at .*?Encountered: \"(.+?)\" \\(", ParseRules::lexical),
                    Rule.of("Encountered \"<EOF>\"(.*)", ParseRules::tooShort),
                    Rule.of("Encountered \"\\\\\"\" at ", ParseRules::doubleQuote),
                    Rule.of(
                            "Incorrect syntax near the keyword '(\\w+)'(.*)",
                            ParseRules::unexpected),
                    Rule.of("Encountered \"(.+?)\" at line(.*)", ParseRules::unexpected));

    private ParseRules() {}

    static List<Rule> all() {
        return RULES;
    }

    private static Diagnosis noStatement(Matcher matcher, Problem problem) {
        Optional<SqlWords.Word> first = problem.words().first();
        String word = first.map(SqlWords.Word::text).orElse("");
        return Diagnosis.of(CODE, "No statement begins with `" + word + "`.")
                .suggest(
                        keyword(word, STARTS)
                                .orElse(
                                        "Statements begin with words like SELECT, INSERT or CREATE."))
                .at(first);
    }

    private static Diagnosis lexical(Matcher matcher, Problem problem) {
        return Diagnosis.of(CODE, "The character " + matcher.group(1) + " cannot stand here.");
    }

    private static Diagnosis tooShort(Matcher matcher, Problem problem) {
        Optional<SqlWords.Word> last = problem.words().last();
        return mistypedBefore(last, expected(matcher.group(1)), problem)
                .orElseGet(
                        () ->
                                Diagnosis.of(CODE, "The statement ends too early.")
                                        .suggest(expectation(matcher.group(1)))
                                        .at(last));
    }

    private static Diagnosis doubleQuote(Matcher matcher, Problem problem) {
        return Diagnosis.of(CODE, "Double quotes are not used in Flink SQL.")
                .suggest("Write text in single quotes, 'so', and names in backticks, `so`.");
    }

    private static Diagnosis unexpected(Matcher matcher, Problem problem) {
        Optional<Span> span = problem.span();
        String found = matcher.group(1).split("\\s+", 2)[0];
        String upper = found.toUpperCase(Locale.ROOT);
        Place place = span.map(Span::start).orElse(new Place(1, 1));
        Optional<SqlWords.Word> before = problem.words().before(place);
        if (CLAUSES.contains(upper) && before.filter(w -> w.text().equals(",")).isPresent()) {
            return Diagnosis.of(CODE, "There is a comma too many in front of " + upper + ".")
                    .suggest("Remove the comma.")
                    .at(before);
        }
        List<String> expected = expected(matcher.group(2));
        Optional<Diagnosis> mistyped =
                upper.equals("SHOW")
                        ? mistyped(problem.words().after(place), SHOWN)
                        : mistypedBefore(before, expected, problem)
                                .or(() -> mistyped(problem.words().at(place), expected));
        if (mistyped.isPresent()) {
            return mistyped.get();
        }
        if (!CLAUSES.contains(upper) && problem.names().isReservedWord(upper)) {
            return reserved(found);
        }
        return Diagnosis.of(CODE, "`" + found.replace("\\", "") + "` is not expected here.")
                .suggest(expectation(matcher.group(2)));
    }

    private static Diagnosis reserved(String word) {
        return Diagnosis.of(
                        CODE, "`" + word + "` is a reserved word, which cannot be a name as it is.")
                .suggest("Put it in backticks: `" + word + "`");
    }

    /** A mistyped keyword is taken for an alias, so that the word after it is complained of. */
    private static Optional<Diagnosis> mistypedBefore(
            Optional<SqlWords.Word> before, List<String> expected, Problem problem) {
        boolean isWord =
                before.map(SqlWords.Word::text)
                        .filter(text -> text.matches("[A-Za-z_]{3,}"))
                        .filter(
                                text ->
                                        !problem.names()
                                                .isReservedWord(text.toUpperCase(Locale.ROOT)))
                        .isPresent();
        return isWord
                ? mistyped(before, Stream.concat(expected.stream(), CLAUSES.stream()).toList())
                : Optional.empty();
    }

    private static Optional<Diagnosis> mistyped(
            Optional<SqlWords.Word> word, List<String> keywords) {
        return word.flatMap(
                one ->
                        keyword(one.text(), keywords)
                                .map(
                                        suggestion ->
                                                Diagnosis.of(
                                                                CODE,
                                                                "`"
                                                                        + one.text()
                                                                        + "` is not expected here.")
                                                        .suggest(suggestion)
                                                        .at(one.span())));
    }

    private static Optional<String> keyword(String written, List<String> keywords) {
        if (written.length() < 3) {
            return Optional.empty();
        }
        return NearestName.of(written, keywords)
                .filter(nearest -> !nearest.equalsIgnoreCase(written))
                .map(nearest -> "Did you mean " + nearest + "?");
    }

    private static List<String> expected(String message) {
        List<String> words = new ArrayList<>();
        Matcher matcher = EXPECTED.matcher(message);
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
        return words;
    }

    private static @Nullable String expectation(String message) {
        List<String> words = expected(message);
        if (words.isEmpty() || words.size() > MOST_EXPECTED) {
            return null;
        }
        return "Expected: " + String.join(", ", words);
    }
}
