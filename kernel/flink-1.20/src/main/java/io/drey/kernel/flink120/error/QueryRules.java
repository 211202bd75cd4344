package io.drey.kernel.flink120.error;

import java.util.List;
import java.util.regex.Matcher;

/** Queries whose parts do not fit together: types, arguments, groups, columns of a sink. */
final class QueryRules {
    private static final String CODE = "SQL_INVALID";

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("Column '(.+?)' is ambiguous", QueryRules::ambiguous),
                    Rule.of(
                            "Invalid number of arguments to function '(.+?)'."
                                    + " Was expecting (.+?) arguments?",
                            (m, p) ->
                                    Diagnosis.of(
                                            CODE,
                                            "The function "
                                                    + m.group(1)
                                                    + " takes "
                                                    + m.group(2)
                                                    + " argument(s).")),
                    Rule.of(
                            "Cannot apply '(.+?)' to arguments of type '(.+?)'\\."
                                    + "(?: Supported form\\(s\\): (.*))?",
                            QueryRules::arguments),
                    Rule.of("Expression '(.+?)' is not being grouped", QueryRules::ungrouped),
                    Rule.of(
                            "WHERE clause must be a condition",
                            Diagnosis.of(
                                    CODE,
                                    "WHERE needs a condition, something that is true or false.")),
                    Rule.of(
                            "Aggregate expression is illegal in WHERE clause",
                            Diagnosis.of(CODE, "WHERE is applied before rows are grouped.")
                                    .suggest("Put the condition into HAVING, after GROUP BY.")),
                    Rule.of(
                            "Aggregate expressions cannot be nested",
                            Diagnosis.of(CODE, "An aggregate cannot stand inside another one.")
                                    .suggest("Compute the inner one in a subquery.")),
                    Rule.of(
                            "implicit type conversion between (.+?) and (.+?) is not supported",
                            QueryRules::conversion),
                    Rule.of(
                            "Column types of query result and sink for '(.+?)' do not match\\.\\s*"
                                    + "Cause: (.+?)\\s*\\n\\s*Query schema: \\[(.*?)\\]"
                                    + "\\s*Sink schema:\\s*\\[(.*)\\]",
                            QueryRules::sinkColumns),
                    Rule.of(
                            "Column count mismatch in (.+)",
                            (m, p) ->
                                    Diagnosis.of(
                                            CODE,
                                            "Both sides of "
                                                    + m.group(1).strip()
                                                    + " must have as many columns.")),
                    Rule.of(
                            "Illegal use of 'NULL'",
                            Diagnosis.of(CODE, "A bare NULL has no type here.")
                                    .suggest("Write CAST(NULL AS …) with the column's type.")),
                    Rule.of(
                            "^Infinite or NaN$",
                            Diagnosis.of(
                                            "UNSUPPORTED",
                                            "Flink cannot plan a FLOAT constant that is infinite"
                                                    + " or not a number.")
                                    .suggest("Write it as DOUBLE, as in CAST('NaN' AS DOUBLE).")),
                    Rule.of(
                            "PRIMARY KEY constraint|ENFORCED/NOT ENFORCED",
                            Diagnosis.of(CODE, "Flink does not check primary keys itself.")
                                    .suggest("Write PRIMARY KEY (…) NOT ENFORCED.")),
                    Rule.of(
                            "(?:From|At) line \\d+, column \\d+(?: to line \\d+, column \\d+)?: (.+)",
                            (m, p) -> Diagnosis.of(CODE, Types.readable(firstLine(m.group(1))))));

    private QueryRules() {}

    static List<Rule> all() {
        return RULES;
    }

    private static Diagnosis ambiguous(Matcher matcher, Problem problem) {
        String name = matcher.group(1);
        return Diagnosis.of(CODE, "More than one table has a column `" + name + "`.")
                .suggest("Write the table's name or alias in front of it, as in t.`" + name + "`.");
    }

    private static Diagnosis arguments(Matcher matcher, Problem problem) {
        String function = matcher.group(1);
        String call = Types.readable(matcher.group(2));
        String forms = matcher.group(3);
        Diagnosis found = Diagnosis.of(CODE, "`" + function + "` cannot be applied so: " + call);
        if (forms == null) {
            return found;
        }
        return found.suggest(
                "It takes: "
                        + Types.readable(forms)
                                .replace("'", "")
                                .strip()
                                .replaceAll("\\s*\\n\\s*", " or ")
                        + ". CAST(x AS …) turns a value into another type.");
    }

    private static Diagnosis ungrouped(Matcher matcher, Problem problem) {
        String expression = matcher.group(1);
        return Diagnosis.of(
                        CODE,
                        "`"
                                + expression
                                + "` has many values in a group, so it cannot be shown as one.")
                .suggest(
                        "Add it to GROUP BY, or take one of its values, as in MAX("
                                + expression
                                + ").");
    }

    private static Diagnosis conversion(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                        CODE,
                        Types.readable(matcher.group(1))
                                + " and "
                                + Types.readable(matcher.group(2))
                                + " cannot be compared with each other.")
                .suggest("Turn one into the other's type with CAST(x AS …).");
    }

    private static Diagnosis sinkColumns(Matcher matcher, Problem problem) {
        String name = Problem.lastName(matcher.group(1));
        return Diagnosis.of(
                        CODE,
                        "The query's columns do not fit table `"
                                + name
                                + "`: "
                                + firstLine(matcher.group(2)))
                .suggest(
                        "The query has ("
                                + matcher.group(3)
                                + "), the table ("
                                + matcher.group(4)
                                + ").")
                .at(problem.words().find(name));
    }

    private static String firstLine(String text) {
        return text.strip().split("\\R", 2)[0];
    }
}
