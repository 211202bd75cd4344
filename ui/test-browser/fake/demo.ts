import { cell, prose } from "./notebooks";
import type { FakeServer } from "./server";

export const FLIGHTS = "tutorials/flights.drey.md";

/** Fills the fake with what a user has after the first tutorial. */
export function demo(server: FakeServer): void {
  server.deployments.demo();
  server.tutorials = [
    {
      name: "flights",
      title: "Three million flights",
      summary: "Batch SQL over real US flights: count, join, rank, and draw the answer.",
      minutes: 5,
      order: 1,
    },
    {
      name: "stream",
      title: "The same flights as a stream",
      summary:
        "Replay the data with event time, watch a windowed count move, and keep it as files.",
      minutes: 8,
      order: 2,
    },
  ];
  server.notebooks.put(FLIGHTS, [
    prose(
      "# Three million flights\n\nEvery row is **one flight**. Press `Shift+Enter` to run a cell and go on.\n\n- the data ships with Drey\n- nothing leaves this machine\n",
    ),
    cell(
      "flights_table",
      "CREATE TABLE flights (\n  origin STRING,\n  delay INT\n) WITH ('connector' = 'filesystem', 'path' = 'data/flights-3m.parquet', 'format' = 'parquet')",
    ),
    cell(
      "by_carrier",
      "-- Who is late most often?\nSELECT carrier, COUNT(*) AS flights, AVG(delay) AS mean_delay\nFROM flights\nGROUP BY carrier\nORDER BY flights DESC",
      { mode: "batch" },
    ),
    prose("## Live\n\nNow as a stream, in windows of a minute."),
    cell(
      "live_counts",
      "SELECT window_start, carrier, COUNT(*) AS cnt\nFROM TABLE(TUMBLE(TABLE flights_live, DESCRIPTOR(ts), INTERVAL '1' MINUTE))\nGROUP BY window_start, window_end, carrier",
      { mode: "streaming" },
    ),
    cell("mistake", "SELECT carrier,\n       orgin\nFROM flights", { mode: "batch" }),
  ]);
  server.notebooks.put("delays.drey.md", [
    prose("# Where delays come from"),
    cell(
      "everything",
      "CREATE VIEW delays AS SELECT 1;\nSHOW TABLES;\nSELECT everything FROM delays",
      { mode: "batch" },
    ),
    cell("big", "SELECT * FROM big", { mode: "batch" }),
    cell("wide", "SELECT * FROM wide", { mode: "batch" }),
    cell("nothing", "SELECT carrier FROM nothing", { mode: "batch" }),
    cell("slow", "INSERT INTO slow SELECT * FROM flights", { mode: "batch" }),
    { ...prose("<<<<<<< HEAD\nhalf a cell"), kind: "damaged" },
  ]);
  const started = new Date(Date.now() - 754_000).toISOString();
  const job = {
    cluster: "local",
    startedAt: started,
    tasksTotal: 4,
    rowsRead: 1_284_551,
    rowsWritten: 20_114,
    runId: null,
    webUrl: "http://127.0.0.1:1/#/job/1",
    why: null,
  };
  server.jobs = [
    {
      ...job,
      id: "0123456789abcdef0123456789abcdef",
      name: "insert-into_default_catalog.default_database.delays_by_hour",
      state: "RUNNING",
      endedAt: null,
      durationMillis: 754_000,
      tasksRunning: 4,
      notebook: FLIGHTS,
      cell: "live_counts",
    },
    {
      ...job,
      id: "fedcba9876543210fedcba9876543210",
      name: "insert-into_default_catalog.default_database.archive",
      state: "FAILED",
      endedAt: started,
      durationMillis: 12_400,
      tasksRunning: 0,
      notebook: null,
      cell: null,
      why: "The file /data/archive could not be written: no space left on device.",
    },
    {
      ...job,
      id: "aaaabbbbccccddddaaaabbbbccccdddd",
      name: "top airports",
      state: "FINISHED",
      endedAt: started,
      durationMillis: 3_912,
      tasksRunning: 0,
      notebook: FLIGHTS,
      cell: "by_carrier",
    },
  ];
}
