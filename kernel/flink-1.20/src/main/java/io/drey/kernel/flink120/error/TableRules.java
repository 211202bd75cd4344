package io.drey.kernel.flink120.error;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Tables, catalogs and jars that cannot be made or used as they are declared. */
final class TableRules {
    private static final String INVALID = "SQL_INVALID";

    /** Connectors that come in a pack of their own. */
    private static final Map<String, String> PACKS =
            Map.of("kafka", "kafka", "upsert-kafka", "kafka", "jdbc", "jdbc");

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Could not find any factory for identifier '(.+?)' that implements"
                                    + " '([^']+)' in the classpath\\.(.*)",
                            TableRules::connector),
                    Rule.of(
                            "Could not find any format factory for identifier '(.+?)' in the classpath",
                            TableRules::format),
                    Rule.of(
                            "Unsupported options found for '(.+?)'\\.\\s*Unsupported options:"
                                    + "\\s*(.+?)\\s*Supported options:\\s*(.*)",
                            TableRules::option),
                    Rule.of("Missing required options are:\\s*(.+)", TableRules::missingOption),
                    Rule.of("Invalid value for option '(.+?)'", TableRules::optionValue),
                    Rule.of(
                            "Connector '(.+?)' can only be used as a (source|sink)",
                            (m, p) ->
                                    Diagnosis.of(
                                            "UNSUPPORTED",
                                            m.group(2).equals("source")
                                                    ? "A table of connector '"
                                                            + m.group(1)
                                                            + "' can only be read."
                                                    : "A table of connector '"
                                                            + m.group(1)
                                                            + "' can only be written to.")),
                    Rule.of(
                            "do not contain an option key 'connector'",
                            Diagnosis.of(INVALID, "The table does not say where its rows are.")
                                    .suggest(
                                            "Add WITH ('connector' = 'filesystem', …), or another connector.")),
                    Rule.of(
                            "(Table|View|Database|Catalog|Function|Module)(?: \\(or view\\))? (\\S+)"
                                    + " already exists",
                            TableRules::exists),
                    Rule.of(
                            "(Temporary table|Catalog|A module with name) '?`?(.+?)`?'? already exists",
                            TableRules::exists),
                    Rule.of("jar resource \\[(.+?)\\] not found", TableRules::jar),
                    Rule.of(
                            "File (\\S+) does not exist or the user running Flink",
                            TableRules::file),
                    Rule.of(
                            "(?:Input path does not exist|FileNotFoundException)[: ]+(\\S+)",
                            TableRules::file),
                    Rule.of(
                            "[Cc]lass '?([\\w.$]+)'? (?:not found|could not be found)"
                                    + "|(?:Implementation class|Cannot instantiate user-defined function)"
                                    + " '?([\\w.$]+)'?",
                            TableRules::userClass));

    private TableRules() {}

    static List<Rule> all() {
        return RULES;
    }

    private static Diagnosis connector(Matcher matcher, Problem problem) {
        String identifier = matcher.group(1);
        String factory = matcher.group(2);
        String what = "The connector";
        if (factory.endsWith("CatalogFactory")) {
            what = "The catalog type";
        } else if (factory.endsWith("ModuleFactory")) {
            what = "The module";
        } else if (factory.endsWith("FormatFactory")) {
            return format(matcher, problem);
        }
        Diagnosis found =
                Diagnosis.of(
                                "CONNECTOR_MISSING",
                                what + " '" + identifier + "' is not in this runtime.")
                        .at(problem.words().findQuoted("'" + identifier + "'"));
        String pack = PACKS.get(identifier);
        if (pack != null) {
            return found.suggest("Add the \"" + pack + "\" pack, which brings it.");
        }
        List<String> available =
                lines(matcher.group(3).replace("Available factory identifiers are:", ""));
        return found.suggest(
                NearestName.of(identifier, available)
                        .map(name -> "Did you mean '" + name + "'?")
                        .orElse("There are: " + String.join(", ", available)));
    }

    private static Diagnosis format(Matcher matcher, Problem problem) {
        String identifier = matcher.group(1);
        List<String> known = List.copyOf(problem.names().formats());
        return Diagnosis.of(
                        "FORMAT_MISSING", "The format '" + identifier + "' is not in this runtime.")
                .suggest(
                        NearestName.of(identifier, known)
                                .map(name -> "Did you mean '" + name + "'?")
                                .orElse("There are: " + String.join(", ", known)))
                .at(problem.words().findQuoted("'" + identifier + "'"));
    }

    private static Diagnosis option(Matcher matcher, Problem problem) {
        List<String> wrong = lines(matcher.group(2));
        Optional<String> nearest = NearestName.of(wrong.get(0), lines(matcher.group(3)));
        return Diagnosis.of(
                        INVALID,
                        "The connector '"
                                + matcher.group(1)
                                + "' has no option '"
                                + String.join("', '", wrong)
                                + "'.")
                .suggest(
                        nearest.map(name -> "Did you mean '" + name + "'?")
                                .orElse("It has: " + String.join(", ", lines(matcher.group(3)))))
                .at(problem.words().findQuoted(wrong.get(0)));
    }

    private static Diagnosis missingOption(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                INVALID,
                "The table lacks the option '"
                        + String.join("', '", lines(matcher.group(1)))
                        + "'.");
    }

    private static Diagnosis optionValue(Matcher matcher, Problem problem) {
        String detail = problem.root().message();
        return Diagnosis.of(
                        INVALID,
                        "The value of option '" + matcher.group(1) + "' is wrong: " + detail)
                .at(problem.words().findQuoted(matcher.group(1)));
    }

    private static Diagnosis exists(Matcher matcher, Problem problem) {
        String name = Problem.lastName(matcher.group(2));
        return Diagnosis.of(INVALID, "`" + name + "` exists already.")
                .suggest("Use CREATE … IF NOT EXISTS, or DROP it first.")
                .at(problem.words().find(name));
    }

    private static Diagnosis jar(Matcher matcher, Problem problem) {
        return Diagnosis.of("FILE_NOT_FOUND", "There is no jar at " + matcher.group(1) + ".")
                .suggest("The path is looked up where the kernel runs.")
                .at(problem.words().findQuoted(matcher.group(1)));
    }

    private static Diagnosis file(Matcher matcher, Problem problem) {
        String path = matcher.group(1);
        return Diagnosis.of(
                        "FILE_NOT_FOUND", "There is no file at " + path + ", or it cannot be read.")
                .suggest("The path is looked up where Flink's tasks run; check the table's 'path'.")
                .at(problem.words().findQuoted(path));
    }

    private static Diagnosis userClass(Matcher matcher, Problem problem) {
        String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Diagnosis.of("FUNCTION_NOT_FOUND", "The class " + name + " is in none of the jars.")
                .suggest("ADD JAR '…' makes a jar's classes known; check the class name's package.")
                .at(problem.words().findQuoted(name));
    }

    private static List<String> lines(String text) {
        return Arrays.stream(text.strip().split("\\R"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
