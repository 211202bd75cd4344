import type { DialectOptions } from "sql-formatter";

const lines = (text: string) => text.trim().split(/\s*\n\s*/);
const words = (text: string) => text.trim().split(/\s+/);

/** Clauses that begin a line, with what follows indented below. */
const CLAUSES = lines(`
  WITH
  FROM
  WHERE
  GROUP BY
  HAVING
  WINDOW
  PARTITION BY
  ORDER BY
  LIMIT
  OFFSET
  FETCH FIRST
  FETCH NEXT
  VALUES
  MEASURES
  PATTERN
  DEFINE
`);

/** Beginnings of statements that stay on the line of what they are about. */
const ONE_LINE = lines(`
  INSERT INTO
  INSERT OVERWRITE
  UPDATE
  DELETE FROM
  CREATE TABLE
  CREATE TEMPORARY TABLE
  ALTER TABLE
  DROP TABLE
  SET
`);

const PHRASES = lines(`
  FOR SYSTEM_TIME AS OF
  ROWS BETWEEN
  RANGE BETWEEN
  IS DISTINCT FROM
  IS NOT DISTINCT FROM
  METADATA FROM
  ONE ROW PER MATCH
  AFTER MATCH SKIP
  WITH TIME ZONE
  WITH LOCAL TIME ZONE
  WITHOUT TIME ZONE
  EXECUTE STATEMENT SET
  BEGIN STATEMENT SET
  WATERMARK FOR
`);

const KEYWORDS = words(`
  ADD ALL ALTER ANALYZE AND ANY AS ASC BEGIN BETWEEN BY CALL CASE CAST CATALOG COMMENT COMPILE COMPUTE
  CONSTRAINT CREATE CROSS CURRENT DATABASE DELETE DESC DESCRIBE DISTINCT DISTRIBUTED DROP ELSE END
  ENFORCED ESCAPE EXCEPT EXECUTE EXISTS EXPLAIN EXTENDED FIRST FOLLOWING FOR FROM FULL FUNCTION GROUP
  HAVING IF IN INNER INSERT INTERSECT INTERVAL INTO IS JAR JOIN KEY LANGUAGE LAST LATERAL LEFT LIKE
  LIMIT LOAD MATCH_RECOGNIZE METADATA MODULE NATURAL NOT NULL OF OFFSET ON OR ORDER OUTER OVER
  OVERWRITE PARTITION PARTITIONED PLAN PRECEDING PRIMARY PROCEDURE RENAME RESET RIGHT ROW ROWS SELECT
  SET SHOW STATEMENT TABLE TABLESAMPLE TEMPORARY THEN TO UNBOUNDED UNION UNIQUE UNLOAD UNNEST UPDATE
  USE USING VALUES VIEW VIRTUAL WATERMARK WHEN WHERE WINDOW WITH WITHIN
`);

const SETS = ["UNION", "EXCEPT", "INTERSECT"].flatMap((it) => [it, `${it} ALL`, `${it} DISTINCT`]);
const SIDES = [
  "",
  "INNER ",
  "LEFT ",
  "LEFT OUTER ",
  "RIGHT ",
  "RIGHT OUTER ",
  "FULL ",
  "FULL OUTER ",
];
const JOINS = [...SIDES, "CROSS ", "NATURAL "].map((side) => `${side}JOIN`);

/** Flink SQL as the formatter lays it out. */
export const flinkDialect: DialectOptions = {
  name: "flink",
  tokenizerOptions: {
    reservedSelect: ["SELECT", "SELECT DISTINCT", "SELECT ALL"],
    reservedClauses: [...CLAUSES, ...ONE_LINE],
    reservedSetOperations: SETS,
    reservedJoins: JOINS,
    reservedKeywordPhrases: PHRASES,
    reservedKeywords: KEYWORDS,
    reservedDataTypes: [],
    reservedFunctionNames: [],
    extraParens: ["[]", "{}"],
    stringTypes: [{ quote: "''-qq", prefixes: ["X", "U&", "_UTF8", "_UTF16", "_UTF16LE"] }],
    identTypes: ["``"],
    identChars: { first: "$", rest: "$" },
    operators: ["%", "=>", "||", "|", "^", "?", ":"],
  },
  formatOptions: { onelineClauses: ONE_LINE, tabularOnelineClauses: ONE_LINE },
};
