package io.drey.kernel.flink120.error;

import io.drey.kernel.flink120.text.SqlWords;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What cannot be done with a stream, or only with one, or not at all here. */
final class ModeRules {
    private static final String WATERMARK =
            "Declare event time in the table: WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,"
                    + " with ts a TIMESTAMP(3) or TIMESTAMP_LTZ(3) column.";

    private static final Pattern GROUPING = Pattern.compile("^GroupAggregate\\(groupBy=\\[(.+?)]");

    private static final Diagnosis SORT =
            unsupported(
                    "A stream has no end, so it cannot be sorted by just any column.",
                    "Add LIMIT n to keep the top n, sort by event time,"
                            + " or run the cell in batch mode.");
    private static final Diagnosis OVER =
            unsupported(
                    "In a stream, OVER needs to be ordered by time.",
                    WATERMARK + " Or run the cell in batch mode.");
    private static final Diagnosis WINDOW =
            unsupported("The window's time column carries no event time.", WATERMARK);
    private static final Diagnosis MATCH =
            unsupported("In a stream, MATCH_RECOGNIZE needs to be ordered by time.", WATERMARK);
    private static final Diagnosis FULL_REFRESH =
            unsupported(
                    "A materialized table that is refreshed in full needs a scheduler, which Drey"
                            + " does not have.",
                    "Keep it up to date by a stream: REFRESH_MODE = CONTINUOUS, or a FRESHNESS of"
                            + " less than 30 minutes. Or run INSERT OVERWRITE in batch mode when"
                            + " it is due.");
    private static final Diagnosis NO_PROCEDURES =
            unsupported(
                    "This catalog has no procedures.",
                    "CALL a procedure by its full name, catalog.database.procedure(…), from a"
                            + " catalog that has some.");
    private static final Diagnosis TIME_TRAVEL =
            Diagnosis.of("UNSUPPORTED", "FOR SYSTEM_TIME AS OF needs a fixed time here.");

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Sort on a non-time-attribute field is not supported",
                            (matcher, problem) -> SORT.at(problem.words().find("ORDER"))),
                    Rule.of(
                            "OVER windows' ordering in stream mode must be defined on a time",
                            (matcher, problem) -> OVER.at(problem.words().find("OVER"))),
                    Rule.of("requires the timecol", ModeRules::window),
                    Rule.of("can only be defined over a time attribute column", ModeRules::window),
                    Rule.of("specify either rowtime or proctime for order by", MATCH),
                    Rule.of(
                            "Invalid data type of time field for watermark definition"
                                    + ".*but the time field type is (.+)",
                            ModeRules::watermarkType),
                    Rule.of(
                            "(UPDATE|DELETE|ANALYZE TABLE)(?: statement)? is not supported for"
                                    + " streaming mode",
                            ModeRules::batchOnly),
                    Rule.of(
                            "Querying an unbounded table '(.+?)' in batch mode is not allowed",
                            ModeRules::unbounded),
                    Rule.of(
                            "Table sink '(.+?)' doesn't support consuming (.+?) changes"
                                    + "(?: which is produced by node (.+))?",
                            ModeRules::sinkOfNewRows),
                    Rule.of(
                            "doesn't support consuming (.+?) changes which is produced by node",
                            ModeRules::partOfNewRows),
                    Rule.of("Unsupported time travel expression", TIME_TRAVEL),
                    Rule.of(
                            "workflow scheduler must be configured when creating materialized table",
                            FULL_REFRESH),
                    Rule.of("(?:get|list)Procedures? is not implemented", NO_PROCEDURES));

    private ModeRules() {}

    static List<Rule> all() {
        return RULES;
    }

    private static Diagnosis window(Matcher matcher, Problem problem) {
        SqlWords words = problem.words();
        return WINDOW.at(
                words.find("DESCRIPTOR")
                        .or(() -> words.find("TUMBLE"))
                        .or(() -> words.find("HOP"))
                        .or(() -> words.find("SESSION")));
    }

    private static Diagnosis watermarkType(Matcher matcher, Problem problem) {
        return unsupported(
                "A watermark cannot be on a column of type " + matcher.group(1) + ".",
                "Use TIMESTAMP(3) or TIMESTAMP_LTZ(3);"
                        + " or add a column ts AS CAST(x AS TIMESTAMP(3)).");
    }

    private static Diagnosis batchOnly(Matcher matcher, Problem problem) {
        return unsupported(
                matcher.group(1) + " works in batch mode only.", "Run the cell in batch mode.");
    }

    private static Diagnosis unbounded(Matcher matcher, Problem problem) {
        String table = Problem.lastName(matcher.group(1));
        return unsupported(
                        "Table `" + table + "` has no end, and batch mode needs one.",
                        "Run the cell in streaming mode,"
                                + " or bound the table (datagen: 'number-of-rows'; kafka:"
                                + " 'scan.bounded.mode' = 'latest-offset').")
                .at(problem.words().find(table));
    }

    private static Diagnosis sinkOfNewRows(Matcher matcher, Problem problem) {
        String table = Problem.lastName(matcher.group(1));
        return unsupported(
                        "Table `%s` takes only new rows, but %s changes earlier ones (%s)."
                                .formatted(table, changing(matcher.group(3)), matcher.group(2)),
                        "Aggregate over windows (TUMBLE …) so that each row is final, or write to a"
                                + " table that can be updated by its PRIMARY KEY, such as"
                                + " upsert-kafka or jdbc.")
                .at(problem.words().find(table));
    }

    /** Which part of a query changes rows, from how Flink shows its operator. */
    private static String changing(@Nullable String node) {
        if (node == null) {
            return "this query";
        }
        Matcher grouping = GROUPING.matcher(node);
        if (grouping.find()) {
            return "GROUP BY " + grouping.group(1);
        }
        if (node.startsWith("Join(")) {
            return "the outer join";
        }
        return node.startsWith("Rank(") ? "the Top-N" : "this query";
    }

    private static Diagnosis partOfNewRows(Matcher matcher, Problem problem) {
        return unsupported(
                "A part of this query takes only new rows, but gets %s changes."
                        .formatted(matcher.group(1)),
                "Aggregate over windows (TUMBLE …), or run the cell in batch mode.");
    }

    private static Diagnosis unsupported(String message, String suggestion) {
        return Diagnosis.of("UNSUPPORTED", message).suggest(suggestion);
    }
}
