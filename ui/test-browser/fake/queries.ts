import type { ResultInfo, RunError, RunInfo, StatementInfo } from "@/api/generated/schemas";
import { type FakeColumn, FakeResult, type Row, types } from "./results";

const CARRIERS = ["AA", "DL", "UA", "WN", "B6", "AS", "NK", "F9"];
const T0 = Date.UTC(2026, 0, 15, 8, 0, 0);

export interface Answer {
  statements: StatementInfo[];
  results: FakeResult[];
  error: RunError | null;
  /** Never ends by itself. */
  isStream: boolean;
  /** Milliseconds until it has ended. */
  takes: number;
}

let nextResult = 1;

/** What the fake kernel knows to answer, found by words in the source. */
export function answer(run: RunInfo): Answer {
  const source = run.source.toLowerCase();
  if (source.includes("orgin")) {
    return failure(run);
  }
  if (source.includes("everything")) {
    return two(run);
  }
  if (source.includes("create")) {
    return done(run, "CREATE TABLE", "Table flights was created.");
  }
  if (source.includes("tumble")) {
    return streaming(run);
  }
  if (source.includes("slow")) {
    return { ...done(run, "INSERT", "Wrote 3,000,000 rows."), takes: 60_000 };
  }
  if (source.includes("big")) {
    return big(run);
  }
  if (source.includes("instants")) {
    // Before daylight saving time, the hour that comes twice, and the edges of what SQL can hold.
    const at = ["2026-01-15T08:00Z", "2026-10-25T00:30Z", "2026-10-25T01:30Z"].map(Date.parse);
    const all = [...at, Date.parse("0001-01-01T00:00Z"), Date.parse("9999-12-31T12:00Z"), null];
    const columns = [types.int("id"), types.instant("seen"), types.timestamp("local")];
    const said = "2026-01-15T08:00:00Z";
    return select(
      run,
      [...columns, types.string("said")],
      (row) => [row, all[row], T0, said],
      all.length,
    );
  }
  if (source.includes("nested")) {
    return nested(run);
  }
  if (source.includes("wide")) {
    return wide(run);
  }
  if (source.includes("per hour")) {
    const row = (i: number) => {
      const carrier = ["AA", "DL", "WN"][i % 3];
      const hour = Math.floor(i / 3);
      const flights = Math.round(60 + 40 * Math.sin(hour / 3 + (i % 3)) + (hour === 17 ? 120 : 0));
      return [T0 + hour * 3_600_000, carrier, flights, flights / 3 - 12];
    };
    const columns = [types.timestamp("hour"), types.string("carrier")];
    return select(run, [...columns, types.int("flights"), types.double("delay")], row, 144);
  }
  if (source.includes("revenue")) {
    return select(run, [types.double("revenue")], (i) => [1200.5 + 34.25 * i], 2);
  }
  if (source.includes("pairs")) {
    const row = (i: number) => [300 + ((i * 7919) % 2400), 40 + ((i * 104_729) % 350) + i / 4];
    return select(run, [types.int("distance"), types.double("minutes")], row, 400);
  }
  if (source.includes("nothing")) {
    return select(run, [types.string("carrier")], () => [], 0);
  }
  return carriers(run);
}

function statement(run: RunInfo, index: number, change: Partial<StatementInfo>): StatementInfo {
  return {
    index,
    kind: "SELECT",
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: run.source.length,
    state: "succeeded",
    message: null,
    resultId: null,
    job: null,
    error: null,
    elapsedMillis: 180,
    ...change,
  };
}

function done(run: RunInfo, kind: string, message: string): Answer {
  const statements = [statement(run, 0, { kind, message })];
  return { statements, results: [], error: null, isStream: false, takes: 120 };
}

function failure(run: RunInfo): Answer {
  const lines = run.source.split("\n");
  const line = lines.findIndex((it) => it.toLowerCase().includes("orgin"));
  const column = (lines[line] ?? "").toLowerCase().indexOf("orgin") + 1;
  const error: RunError = {
    code: "COLUMN_NOT_FOUND",
    title: "No such column",
    message: "Column 'orgin' is not in any table of this query.",
    suggestion: "origin",
    help: "List the columns with DESCRIBE.",
    line: line + 1,
    column,
    endLine: line + 1,
    endColumn: column + 4,
    detail:
      "org.apache.calcite.runtime.CalciteContextException: From line 2, column 8 to line 2, column 12: Column 'orgin' not found in any table; did you mean 'origin'?",
  };
  const statements = [statement(run, 0, { state: "failed", error })];
  return { statements, results: [], error, isStream: false, takes: 150 };
}

export function newResult(
  run: RunInfo,
  columns: readonly FakeColumn[],
  rowAt: (row: number) => Row,
  total: number,
  change: Partial<ResultInfo> = {},
): FakeResult {
  const now = new Date().toISOString();
  const info: ResultInfo = {
    id: `r${nextResult++}`,
    runId: run.id,
    statement: 0,
    columns: columns.map(({ name, type, kind }) => ({ name, type, kind })),
    mode: run.mode ?? "batch",
    changelog: "append",
    upsertKey: [],
    state: "complete",
    why: null,
    rowsIn: total,
    rowsHeld: total,
    rowsDropped: 0,
    bytesHeld: total * 40,
    ratePerSecond: 0,
    watermark: null,
    frame: 1,
    path: "sink",
    job: {
      id: "a1b2c3d4e5f60718293a4b5c6d7e8f90",
      cluster: "local",
      name: "collect",
      webUrl: "http://127.0.0.1:1/#/job/running/a1b2c3d4e5f60718293a4b5c6d7e8f90",
    },
    openedAt: now,
    firstRowAt: now,
    endedAt: now,
    ...change,
  };
  return new FakeResult(info, columns, rowAt, total);
}

function select(
  run: RunInfo,
  columns: readonly FakeColumn[],
  rowAt: (row: number) => Row,
  total: number,
): Answer {
  const result = newResult(run, columns, rowAt, total);
  return {
    statements: [statement(run, 0, { resultId: result.info.id, job: result.info.job })],
    results: [result],
    error: null,
    isStream: false,
    takes: 250,
  };
}

function carriers(run: RunInfo): Answer {
  const columns = [
    types.string("carrier"),
    types.bigint("flights"),
    types.double("mean_delay"),
    types.timestamp("last_seen"),
    types.string("note"),
  ];
  return select(
    run,
    columns,
    (row) => [
      CARRIERS[row],
      BigInt(912_345 - row * 93_111),
      Math.round((14.2 - row * 1.37) * 100) / 100,
      T0 + row * 61_000,
      row === 2 ? null : `Carrier number ${row + 1}`,
    ],
    CARRIERS.length,
  );
}

function two(run: RunInfo): Answer {
  const first = newResult(
    run,
    [types.string("table name")],
    (row) => [["flights", "airports", "weather"][row]],
    3,
    {
      path: "kernel",
      job: null,
    },
  );
  const second = newResult(
    run,
    [types.string("origin"), types.int("delay"), types.boolean("late"), types.decimal("fare")],
    (row) => [
      ["ATL", "ORD", "DFW"][row % 3],
      row % 97,
      row % 2 === 0,
      new Uint32Array([12_345 + row, 0, 0, 0]),
    ],
    120,
  );
  const statements = [
    statement(run, 0, { kind: "CREATE VIEW", message: "View delays was created." }),
    statement(run, 1, { kind: "SHOW TABLES", resultId: first.info.id }),
    statement(run, 2, { resultId: second.info.id }),
  ];
  return { statements, results: [first, second], error: null, isStream: false, takes: 200 };
}

function big(run: RunInfo): Answer {
  const columns = [
    types.bigint("id"),
    types.string("origin"),
    types.int("delay"),
    types.timestamp("ts"),
  ];
  return select(
    run,
    columns,
    (row) => [BigInt(row), CARRIERS[row % 8], (row * 7919) % 240, T0 + row * 1000],
    10_000_000,
  );
}

function nested(run: RunInfo): Answer {
  const json = (row: number) =>
    `{"order": 1234567890123456789${row}, "lines": [{"sku": "A-1", "n": 2}, {"sku": "B-2", "n": null}]}`;
  return select(
    run,
    [types.int("id"), types.row("seen"), types.array("tags"), types.string("payload")],
    (row) => [
      row,
      { city: "Zürich", visits: 12 + row },
      Array.from({ length: 450 }, (_, i) => `tag ${i + 1}`),
      row === 2 ? "plain text ".repeat(60) : json(row),
    ],
    200,
  );
}

function wide(run: RunInfo): Answer {
  const columns = Array.from({ length: 2000 }, (_, i) => types.int(`c${i}`));
  return select(run, columns, (row) => columns.map((_, i) => row * 10_000 + i), 500);
}

/** A windowed count by carrier that grows and changes ten times a second. */
function streaming(run: RunInfo): Answer {
  const columns = [types.timestamp("window_start"), types.string("carrier"), types.bigint("cnt")];
  const rows: [number, string, bigint][] = [];
  const result = newResult({ ...run, mode: "streaming" }, columns, (row) => rows[row] ?? [], 0, {
    state: "running",
    changelog: "upsert",
    upsertKey: ["window_start", "carrier"],
    endedAt: null,
  });
  let tick = 0;
  let rowsIn = 0;
  const began = Date.now() - 24_000;
  const changes: Row[] = [];
  const step = () => {
    const window = Math.floor(tick / 4);
    for (let i = 0; i < 3; i++) {
      const start = T0 + window * 60_000;
      const carrier = CARRIERS[i] ?? "";
      const at = rows.findIndex((row) => row[0] === start && row[1] === carrier);
      const count = BigInt(40 + Math.round(20 * Math.sin(window / 5 + i * 2)) + (tick % 4) * 5);
      const row: [number, string, bigint] = [start, carrier, count];
      const before = rows[at] ?? null;
      if (before === null) {
        rows.push(row);
        changes.push([0, ...row]);
      } else {
        changes.push([1, ...before], [2, ...row]);
        rows[at] = row;
      }
      result.moments.steps.push({ arrivedAt: began + tick * 100, before, after: row });
      rowsIn++;
    }
    tick++;
    result.total = rows.length;
    result.changes = changes.slice(-500);
    result.changed({
      rowsIn,
      rowsHeld: rows.length,
      ratePerSecond: 30,
      watermark: T0 + window * 60_000 - 5_000,
    });
  };
  for (let i = 0; i < 240; i++) {
    step();
  }
  const timer = setInterval(step, 100);
  timer.unref();
  result.onChange(() => {
    if (result.info.state !== "running") {
      clearInterval(timer);
    }
  });
  return {
    statements: [
      statement(run, 0, { resultId: result.info.id, state: "streaming", job: result.info.job }),
    ],
    results: [result],
    error: null,
    isStream: true,
    takes: 150,
  };
}
