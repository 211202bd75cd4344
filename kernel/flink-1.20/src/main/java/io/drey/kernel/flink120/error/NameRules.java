package io.drey.kernel.flink120.error;

import io.drey.kernel.flink120.text.SqlWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/** Names that there are not: tables, columns, functions, catalogs, databases, types. */
final class NameRules {
    private static final List<String> TYPES =
            List.of(
                    "STRING",
                    "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INT",
                    "INTEGER",
                    "BIGINT",
                    "FLOAT",
                    "DOUBLE",
                    "DECIMAL",
                    "DATE",
                    "TIME",
                    "TIMESTAMP",
                    "TIMESTAMP_LTZ",
                    "CHAR",
                    "VARCHAR",
                    "BINARY",
                    "VARBINARY",
                    "BYTES",
                    "ARRAY",
                    "MAP",
                    "MULTISET",
                    "ROW");

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("Object '([^']+)' not found", (m, p) -> table(m.group(1), p)),
                    Rule.of("Cannot find table '(.+?)' in any of the catalogs", NameRules::path),
                    Rule.of("Table with identifier '(.+?)' does not exist", NameRules::path),
                    Rule.of("with the identifier '(.+?)' doesn't exist", NameRules::path),
                    Rule.of("(?:Table|View) (`.+?`) doesn't exist", NameRules::path),
                    Rule.of("Table '([^']+)' not found", NameRules::alias),
                    Rule.of("Column '([^']+)' not found", NameRules::column),
                    Rule.of("Unknown identifier '\\*'", NameRules::starFunction),
                    Rule.of("Unknown identifier '([^']+)'", NameRules::type),
                    Rule.of(
                            "No match found for function signature ([^(]+)\\((.*)\\)",
                            NameRules::function),
                    Rule.of(
                            "A catalog with name \\[(.+?)\\] does not exist"
                                    + "|Catalog (\\S+?) does not exist",
                            NameRules::catalog),
                    Rule.of(
                            "A database with name \\[(.+?)\\] does not exist"
                                    + "|Database (\\S+) does not exist",
                            NameRules::database),
                    Rule.of(
                            "Function (\\S+) (?:does not|doesn't) exist"
                                    + "|Temporary (?:system )?function (\\S+) doesn't exist",
                            NameRules::dropped));

    private NameRules() {}

    static List<Rule> all() {
        return RULES;
    }

    private static Diagnosis path(Matcher matcher, Problem problem) {
        String name = Problem.lastName(matcher.group(1));
        Diagnosis found = table(name, problem);
        return found.span() == null ? found.at(problem.words().find(name)) : found;
    }

    private static Diagnosis table(String name, Problem problem) {
        Collection<String> tables = problem.names().tables();
        if (tables.stream().noneMatch(name::equals)) {
            Collection<String> others = new ArrayList<>(tables);
            others.addAll(problem.names().databases());
            others.addAll(problem.names().catalogs());
            String otherwise =
                    tables.isEmpty()
                            ? "There are no tables yet; CREATE TABLE makes one."
                            : "SHOW TABLES lists the tables there are.";
            return Diagnosis.of("TABLE_NOT_FOUND", "There is no table or view `" + name + "`.")
                    .suggest(NearestName.of(name, others), otherwise);
        }
        return Diagnosis.of("TABLE_NOT_FOUND", "`" + name + "` is not found here.");
    }

    private static Diagnosis alias(Matcher matcher, Problem problem) {
        String name = matcher.group(1);
        List<String> candidates = new ArrayList<>(problem.words().names());
        candidates.remove(name);
        candidates.retainAll(problem.names().tables());
        return Diagnosis.of(
                        "TABLE_NOT_FOUND",
                        "There is no table or alias `" + name + "` in this query.")
                .suggest(
                        NearestName.of(name, candidates),
                        "A table that was given an alias is known by that alone.");
    }

    private static Diagnosis column(Matcher matcher, Problem problem) {
        String name = matcher.group(1);
        List<String> columns = new ArrayList<>();
        for (String word : problem.words().names()) {
            columns.addAll(problem.names().columns(word).keySet());
        }
        String otherwise =
                columns.isEmpty() || columns.size() > 30
                        ? "DESCRIBE lists a table's columns."
                        : "There are: " + String.join(", ", columns.stream().distinct().toList());
        return Diagnosis.of("COLUMN_NOT_FOUND", "There is no column `" + name + "`.")
                .suggest(NearestName.of(name, columns), otherwise);
    }

    /**
     * {@code CONT(*)}: Calcite complains of the star, though it is the function it does not know.
     */
    private static Diagnosis starFunction(Matcher matcher, Problem problem) {
        Optional<SqlWords.Word> function =
                problem.span()
                        .flatMap(star -> problem.words().before(star.start()))
                        .flatMap(parenthesis -> problem.words().before(parenthesis.span().start()));
        return function.map(word -> unknownFunction(word.name(), problem).at(word.span()))
                .orElseGet(() -> Diagnosis.of("SQL_INVALID", "A `*` cannot stand here."));
    }

    private static Diagnosis type(Matcher matcher, Problem problem) {
        String name = matcher.group(1);
        return Diagnosis.of("SQL_INVALID", "There is no type or name `" + name + "`.")
                .suggest(
                        NearestName.of(name, TYPES)
                                .map(one -> "Did you mean " + one + "?")
                                .orElse(null));
    }

    private static Diagnosis function(Matcher matcher, Problem problem) {
        String name = matcher.group(1).strip();
        boolean isKnown = problem.names().functions().stream().anyMatch(name::equalsIgnoreCase);
        if (!isKnown) {
            return unknownFunction(name, problem).at(problem.words().find(name));
        }
        return Diagnosis.of(
                "SQL_INVALID",
                "The function "
                        + name
                        + " does not take ("
                        + Types.readable(matcher.group(2))
                        + ").");
    }

    private static Diagnosis unknownFunction(String name, Problem problem) {
        return Diagnosis.of("FUNCTION_NOT_FOUND", "There is no function `" + name + "`.")
                .suggest(
                        NearestName.of(name, problem.names().functions())
                                .map(one -> one.toUpperCase(Locale.ROOT)),
                        "SHOW FUNCTIONS lists the functions there are.");
    }

    private static Diagnosis catalog(Matcher matcher, Problem problem) {
        String name = either(matcher);
        return Diagnosis.of("SQL_INVALID", "There is no catalog `" + name + "`.")
                .suggest(
                        NearestName.of(name, problem.names().catalogs()),
                        "SHOW CATALOGS lists the catalogs there are.")
                .at(problem.words().find(name));
    }

    private static Diagnosis database(Matcher matcher, Problem problem) {
        String name = either(matcher);
        return Diagnosis.of("SQL_INVALID", "There is no database `" + name + "`.")
                .suggest(
                        NearestName.of(name, problem.names().databases()),
                        "SHOW DATABASES lists the databases there are.")
                .at(problem.words().find(name));
    }

    private static Diagnosis dropped(Matcher matcher, Problem problem) {
        String name = Problem.lastName(either(matcher));
        return unknownFunction(name, problem).at(problem.words().find(name));
    }

    private static String either(Matcher matcher) {
        String first = matcher.group(1);
        return first == null ? matcher.group(2) : first;
    }
}
