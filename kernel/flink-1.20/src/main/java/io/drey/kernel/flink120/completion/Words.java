package io.drey.kernel.flink120.completion;

import java.util.List;
import java.util.Map;

/** The words of the language, by where they can stand. */
final class Words {
    static final List<String> OPERANDS =
            List.of(
                    "CASE",
                    "CAST",
                    "TRY_CAST",
                    "NOT",
                    "EXISTS",
                    "NULL",
                    "TRUE",
                    "FALSE",
                    "INTERVAL",
                    "DATE",
                    "TIME",
                    "TIMESTAMP",
                    "ARRAY",
                    "MAP",
                    "ROW",
                    "CURRENT_DATE",
                    "CURRENT_TIMESTAMP",
                    "LOCALTIMESTAMP",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "TABLE",
                    "DESCRIPTOR",
                    "SELECT");

    static final List<String> OPERATORS =
            List.of(
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "LIKE",
                    "BETWEEN",
                    "IS NULL",
                    "IS NOT NULL",
                    "IS DISTINCT FROM",
                    "SIMILAR TO",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END");

    static final List<String> SOURCES =
            List.of(
                    "AS",
                    "JOIN",
                    "LEFT JOIN",
                    "RIGHT JOIN",
                    "FULL JOIN",
                    "CROSS JOIN",
                    "ON",
                    "USING",
                    "FOR SYSTEM_TIME AS OF",
                    "MATCH_RECOGNIZE",
                    "CROSS JOIN UNNEST");

    static final List<String> CLAUSES =
            List.of(
                    "WHERE",
                    "GROUP BY",
                    "HAVING",
                    "WINDOW",
                    "ORDER BY",
                    "LIMIT",
                    "OFFSET",
                    "UNION ALL",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT");

    static final List<String> TYPES =
            List.of(
                    "STRING",
                    "BIGINT",
                    "INT",
                    "DOUBLE",
                    "BOOLEAN",
                    "TIMESTAMP(3)",
                    "TIMESTAMP_LTZ(3)",
                    "DECIMAL(10, 2)",
                    "DATE",
                    "TIME",
                    "FLOAT",
                    "SMALLINT",
                    "TINYINT",
                    "BYTES",
                    "CHAR",
                    "VARCHAR",
                    "BINARY",
                    "VARBINARY",
                    "ARRAY<>",
                    "MAP<>",
                    "MULTISET<>",
                    "ROW<>");

    static final List<String> COLUMN_LIST = List.of("WATERMARK FOR", "PRIMARY KEY", "CONSTRAINT");

    static final List<String> COLUMN_ATTRIBUTES =
            List.of("NOT NULL", "NOT ENFORCED", "METADATA", "METADATA FROM", "COMMENT", "AS");

    /** Words of which only these others can follow. */
    static final Map<String, List<String>> FOLLOWERS =
            Map.ofEntries(
                    Map.entry("GROUP", List.of("BY")),
                    Map.entry("ORDER", List.of("BY")),
                    Map.entry("PARTITION", List.of("BY")),
                    Map.entry("LEFT", List.of("JOIN", "OUTER JOIN")),
                    Map.entry("RIGHT", List.of("JOIN", "OUTER JOIN")),
                    Map.entry("FULL", List.of("JOIN", "OUTER JOIN")),
                    Map.entry("INNER", List.of("JOIN")),
                    Map.entry("CROSS", List.of("JOIN")),
                    Map.entry("IS", List.of("NULL", "NOT NULL", "TRUE", "FALSE")),
                    Map.entry("UNION", List.of("ALL", "SELECT")),
                    Map.entry("INTERSECT", List.of("SELECT")),
                    Map.entry("EXCEPT", List.of("SELECT")),
                    Map.entry("PRIMARY", List.of("KEY")),
                    Map.entry("WATERMARK", List.of("FOR")));

    /** Hints with what they are for. */
    static final Map<String, String> HINTS =
            Map.of(
                    "OPTIONS", "Sets options of the table in front, for this query alone.",
                    "BROADCAST", "Sends the named table whole to every task of the join (batch).",
                    "SHUFFLE_HASH", "Joins by a hash table built of the named table (batch).",
                    "SHUFFLE_MERGE", "Joins by sorting both sides (batch).",
                    "NEST_LOOP", "Joins row by row with the named table (batch).",
                    "LOOKUP", "Says how a lookup join asks the outer table: async, retries, cache.",
                    "STATE_TTL",
                            "Says for how long a join or aggregate keeps state of each input.");

    private Words() {}
}
