import { describe, expect, it } from "vitest";
import { formatSql } from "./format";
import { scan } from "./scan";

const CORPUS = [
  "-- who\nSELECT carrier, COUNT(*) AS flights, AVG(delay) AS mean_delay /* hm */ FROM flights /*+ OPTIONS('scan.startup.mode'='earliest') */ -- tail\nWHERE a <> 'it''s -- no' AND `from` = 1 GROUP BY carrier ORDER BY flights DESC;\n\nSELECT /*+ BROADCAST(t1) */ * FROM t1 JOIN t2 ON t1.id=t2.id",
  "CREATE TABLE flights (\n origin STRING, delay INT METADATA FROM 'x' VIRTUAL, ts AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '5' SECOND, PRIMARY KEY (id) NOT ENFORCED) PARTITIONED BY (d) WITH ('connector' = 'filesystem', 'path'='x')",
  "SELECT window_start, carrier, COUNT(*) AS cnt FROM TABLE(TUMBLE(TABLE flights_live, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY window_start, window_end, carrier",
  "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT * FROM b; INSERT INTO c SELECT m['k'], arr[1] FROM d; END;",
  "SET 'execution.runtime-mode' = 'batch'; SHOW TABLES; DESCRIBE EXTENDED t; EXPLAIN ESTIMATED_COST SELECT 1",
  "SELECT * FROM t MATCH_RECOGNIZE (PARTITION BY u ORDER BY ts MEASURES A.id AS aid, LAST(B.x) AS l ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW PATTERN (A B+? C{2,3}) DEFINE A AS A.x > 1, B AS B.x < 3) AS T",
  "select Value, `User`, name from t for system_time as of o.ts as r, lateral table(f(x)) as u(a,b) where x is not distinct from y and a || b like 'x%' escape '\\'",
  "ALTER TABLE t SET ('a'='b'); ANALYZE TABLE t COMPUTE STATISTICS FOR ALL COLUMNS; CALL sys.p(a => 1, b => 'x'); CREATE FUNCTION f AS 'com.X' LANGUAGE JAVA USING JAR 's3://a.jar'",
  "SELECT CASE WHEN a THEN 1 ELSE -1 END, CAST(x AS ROW<x INT, y ARRAY<STRING>>), ARRAY[1,2], MAP['a',1], a - -1, 1e-3, TIMESTAMP '2020-01-01', U&'\\00e4', X'ff' FROM (VALUES (1),(2)) AS t(a)",
  "SELECT t.$rowkey, ümlaut, 'ß\n  two lines', `a ``b`, a<b, a>=b, a!=b FROM `cat`.`db`.t -- end",
  "/* one\n     two */ SELECT 1 /*+ STATE_TTL('a'='1d') */;;\n-- last; comment",
  "WITH x AS (SELECT 1), y AS (SELECT * FROM x WHERE EXISTS (SELECT 1 FROM z)) SELECT * FROM x UNION ALL SELECT * FROM y LIMIT 5",
  "SELECT SUM(x) OVER (PARTITION BY a ORDER BY ts RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) FROM t",
  "CREATE TABLE a WITH ('x' = 'y') AS SELECT * FROM b",
];

describe("formatted SQL", () => {
  it.each(CORPUS)("is the same program, and stays as it is: %s", (text) => {
    const laidOut = formatSql(text);
    const tokens = (it: string) =>
      scan(it).map((token) => [token.kind, token.text.replace(/\s*\n\s*/g, "\n")]);
    expect(tokens(laidOut ?? "")).toEqual(tokens(text));
    expect(formatSql(laidOut ?? "")).toBe(laidOut);
  });

  it("reads well", () => {
    expect(formatSql(CORPUS[0] ?? "")).toMatchInlineSnapshot(`
      "-- who
      SELECT
        carrier,
        COUNT(*) AS flights,
        AVG(delay) AS mean_delay /* hm */
      FROM
        flights /*+ OPTIONS('scan.startup.mode'='earliest') */ -- tail
      WHERE
        a <> 'it''s -- no'
        AND \`from\` = 1
      GROUP BY
        carrier
      ORDER BY
        flights DESC;

      SELECT
        /*+ BROADCAST(t1) */
        *
      FROM
        t1
        JOIN t2 ON t1.id = t2.id"
    `);
    expect(formatSql(CORPUS[1] ?? "")).toMatchInlineSnapshot(`
      "CREATE TABLE flights (
        origin STRING,
        delay INT METADATA FROM 'x' VIRTUAL,
        ts AS PROCTIME(),
        WATERMARK FOR ts AS ts - INTERVAL '5' SECOND,
        PRIMARY KEY (id) NOT ENFORCED
      ) PARTITIONED BY (d)
      WITH
        ('connector' = 'filesystem', 'path' = 'x')"
    `);
    expect(formatSql(CORPUS[8] ?? "")).toMatchInlineSnapshot(`
      "SELECT
        CASE
          WHEN a THEN 1
          ELSE -1
        END,
        CAST(x AS ROW<x INT, y ARRAY<STRING>>),
        ARRAY[1, 2],
        MAP['a', 1],
        a - -1,
        1e-3,
        TIMESTAMP '2020-01-01',
        U&'\\00e4',
        X'ff'
      FROM
        (
          VALUES
            (1),
            (2)
        ) AS t(a)"
    `);
  });

  it.each(["SELECT 'open", "SELECT (1", "SELECT /* open", "SELECT `open", "a 🙂 [1"])(
    "is left alone where it cannot be read: %s",
    (text) => {
      expect(formatSql(text)).toBeNull();
    },
  );

  it("of nothing is nothing", () => {
    expect(formatSql("")).toBe("");
    expect(formatSql(" \n")).toBe(" \n");
  });
});
