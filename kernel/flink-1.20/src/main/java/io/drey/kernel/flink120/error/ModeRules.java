package io.drey.kernel.flink120.error;

import java.util.List;

/** What cannot be done with a stream, or only with one. */
final class ModeRules {
    private static final String CODE = "UNSUPPORTED";
    private static final String WATERMARK =
            "Declare event time in the table: WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, with ts a"
                    + " TIMESTAMP(3) or TIMESTAMP_LTZ(3) column.";

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Sort on a non-time-attribute field is not supported",
                            Diagnosis.of(
                                            CODE,
                                            "A stream has no end, so it cannot be sorted by just any column.")
                                    .suggest(
                                            "Add LIMIT n to keep the top n, sort by event time, or run the cell in"
                                                    + " batch mode.")),
                    Rule.of(
                            "OVER windows' ordering in stream mode must be defined on a time attribute",
                            Diagnosis.of(CODE, "In a stream, OVER needs to be ordered by time.")
                                    .suggest(WATERMARK + " Or run the cell in batch mode.")),
                    Rule.of(
                            "requires the timecol is a time attribute type, but is (\\S+?)\\.?$"
                                    + "|can only be defined over a time attribute column, but (\\S+) encountered",
                            Diagnosis.of(CODE, "The window's time column carries no event time.")
                                    .suggest(WATERMARK)),
                    Rule.of(
                            "specify either rowtime or proctime for order by",
                            Diagnosis.of(
                                            CODE,
                                            "In a stream, MATCH_RECOGNIZE needs to be ordered by time.")
                                    .suggest(WATERMARK)),
                    Rule.of(
                            "Invalid data type of time field for watermark definition.*but the time field type is (.+)",
                            (m, p) ->
                                    Diagnosis.of(
                                                    CODE,
                                                    "A watermark cannot be on a column of type "
                                                            + m.group(1)
                                                            + ".")
                                            .suggest(
                                                    "Use TIMESTAMP(3) or TIMESTAMP_LTZ(3); or add a column"
                                                            + " ts AS CAST(x AS TIMESTAMP(3)).")),
                    Rule.of(
                            "(UPDATE|DELETE|ANALYZE TABLE)(?: statement)? is not supported for streaming mode",
                            (m, p) ->
                                    Diagnosis.of(CODE, m.group(1) + " works in batch mode only.")
                                            .suggest("Run the cell in batch mode.")),
                    Rule.of(
                            "Querying an unbounded table '(.+?)' in batch mode is not allowed",
                            (m, p) ->
                                    Diagnosis.of(
                                                    CODE,
                                                    "Table `"
                                                            + m.group(1)
                                                                    .substring(
                                                                            m.group(1)
                                                                                            .lastIndexOf(
                                                                                                    '.')
                                                                                    + 1)
                                                            + "` has no end, and batch mode needs one.")
                                            .suggest(
                                                    "Run the cell in streaming mode, or bound the table (datagen:"
                                                            + " 'number-of-rows').")
                                            .at(
                                                    p.words()
                                                            .find(
                                                                    m.group(1)
                                                                            .substring(
                                                                                    m.group(1)
                                                                                                    .lastIndexOf(
                                                                                                            '.')
                                                                                            + 1)))),
                    Rule.of(
                            "Table sink '(.+?)' doesn't support consuming (.+?) changes",
                            (m, p) ->
                                    Diagnosis.of(
                                                    CODE,
                                                    "Table `"
                                                            + m.group(1)
                                                                    .substring(
                                                                            m.group(1)
                                                                                            .lastIndexOf(
                                                                                                    '.')
                                                                                    + 1)
                                                            + "` takes only new rows, but this query changes earlier ones ("
                                                            + m.group(2)
                                                            + ").")
                                            .suggest(
                                                    "Aggregate over windows (TUMBLE …) so that each row is final, or write to a"
                                                            + " table that can be updated, such as upsert-kafka or jdbc.")),
                    Rule.of(
                            "doesn't support consuming (.+?) changes which is produced by node (\\w+)",
                            (m, p) ->
                                    Diagnosis.of(
                                                    CODE,
                                                    "A part of this query takes only new rows, but gets "
                                                            + m.group(1)
                                                            + " changes.")
                                            .suggest(
                                                    "Aggregate over windows (TUMBLE …), or run the cell in batch mode.")),
                    Rule.of(
                            "Unsupported time travel expression",
                            Diagnosis.of(CODE, "FOR SYSTEM_TIME AS OF needs a fixed time here.")));

    private ModeRules() {}

    static List<Rule> all() {
        return RULES;
    }
}
