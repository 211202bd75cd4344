import {
  Bool,
  type DataType,
  Decimal,
  Field,
  Float64,
  Int8,
  Int32,
  Int64,
  List,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import type { ResultColumn, ResultInfo } from "@/api/generated/schemas";
import type { FrameHeader, ResultView } from "@/api/live-messages";
import type { Arrangement } from "@/core/grid/arrangement";
import { FakeMoments } from "./moments";

export type Row = readonly unknown[];

export interface FakeColumn extends ResultColumn {
  arrow: DataType;
}

export const types = {
  string: (name: string): FakeColumn => ({
    name,
    type: "STRING",
    kind: "string",
    arrow: new Utf8(),
  }),
  int: (name: string): FakeColumn => ({ name, type: "INT", kind: "number", arrow: new Int32() }),
  bigint: (name: string): FakeColumn => ({
    name,
    type: "BIGINT NOT NULL",
    kind: "number",
    arrow: new Int64(),
  }),
  double: (name: string): FakeColumn => ({
    name,
    type: "DOUBLE",
    kind: "number",
    arrow: new Float64(),
  }),
  boolean: (name: string): FakeColumn => ({
    name,
    type: "BOOLEAN",
    kind: "boolean",
    arrow: new Bool(),
  }),
  timestamp: (name: string): FakeColumn => ({
    name,
    type: "TIMESTAMP(3)",
    kind: "temporal",
    arrow: new TimestampMillisecond(),
  }),
  instant: (name: string): FakeColumn => ({
    name,
    type: "TIMESTAMP_LTZ(3)",
    kind: "temporal",
    arrow: new TimestampMillisecond("UTC"),
  }),
  decimal: (name: string): FakeColumn => ({
    name,
    type: "DECIMAL(10, 2)",
    kind: "number",
    arrow: new Decimal(2, 10, 128),
  }),
  row: (name: string): FakeColumn => ({
    name,
    type: "ROW<`city` STRING, `visits` INT>",
    kind: "nested",
    arrow: new Struct([
      new Field("city", new Utf8(), true),
      new Field("visits", new Int32(), true),
    ]),
  }),
  array: (name: string): FakeColumn => ({
    name,
    type: "ARRAY<STRING>",
    kind: "nested",
    arrow: new List(new Field("item", new Utf8(), true)),
  }),
};

/** A result the fake server holds: its header, and rows made on demand. */
export class FakeResult {
  frame = 1;
  readonly moments = new FakeMoments();
  private readonly listeners = new Set<() => void>();

  constructor(
    public info: ResultInfo,
    readonly columns: readonly FakeColumn[],
    public rowAt: (row: number) => Row,
    public total: number,
    public changes: readonly Row[] = [],
  ) {}

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(change: Partial<ResultInfo>): void {
    this.frame++;
    this.info = { ...this.info, ...change, frame: this.frame };
    for (const listener of this.listeners) {
      listener();
    }
  }

  /** Places of the rows wanted, in order; only what the walks use. */
  private arranged({ sort, filters, search }: Arrangement): number[] {
    const at = (row: number, name: string) =>
      this.rowAt(row)[this.columns.findIndex((it) => it.name === name)];
    const has = (value: unknown, text: string) =>
      String(value).toLowerCase().includes(text.toLowerCase());
    return Array.from({ length: this.total }, (_, row) => row)
      .filter((row) =>
        filters.every(({ column, op, values }) => {
          const [value = ""] = values;
          if (op === "in") {
            return values.includes(String(at(row, column)));
          }
          return op === "ge"
            ? Number(at(row, column)) >= Number(value)
            : has(at(row, column), value);
        }),
      )
      .filter((row) => search === null || this.rowAt(row).some((it) => has(it, search)))
      .sort((one, other) => {
        for (const { column, descending } of sort) {
          const order = compare(at(one, column), at(other, column));
          if (order !== 0) {
            return descending ? -order : order;
          }
        }
        return one - other;
      });
  }

  window(
    id: string,
    view: ResultView,
    offset: number,
    limit: number,
    names: readonly string[] | null,
    isTail: boolean,
    arrangement: Arrangement | null = null,
  ): Uint8Array {
    const isChanges = view === "changes";
    const places = arrangement === null ? null : this.arranged(arrangement);
    const total = isChanges ? this.changes.length : (places?.length ?? this.total);
    const first = isTail ? Math.max(0, total - limit) : Math.min(offset, total);
    const count = Math.max(0, Math.min(limit, total - first));
    const rows = Array.from({ length: count }, (_, i) =>
      isChanges
        ? (this.changes[first + i] ?? [])
        : this.rowAt(places === null ? first + i : (places[first + i] ?? 0)),
    );
    const op: FakeColumn = { name: "__op", type: "TINYINT", kind: "number", arrow: new Int8() };
    const all = isChanges ? [op, ...this.columns] : this.columns;
    const shown = all
      .map((_, i) => i)
      .filter((i) => names === null || names.includes(all[i]?.name ?? ""));
    const bytes = encode(
      shown.flatMap((i) => all[i] ?? []),
      rows.map((row) => shown.map((i) => row[i])),
    );
    const header: FrameHeader = {
      id,
      frame: this.frame,
      offset: first,
      rows: count,
      total,
      view,
      ...(places !== null && {
        arranged: {
          of: this.total,
          scanned: this.total,
          found: total,
          whole: true,
          behind: false,
          asOf: Date.now(),
        },
      }),
    };
    return message(header, bytes);
  }
}

/** A binary frame: length of the header, header, Arrow stream. */
export function message(header: FrameHeader, rows: Uint8Array): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(4 + head.length + rows.length);
  new DataView(bytes.buffer).setUint32(0, head.length, false);
  bytes.set(head, 4);
  bytes.set(rows, 4 + head.length);
  return bytes;
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") {
    return one - other;
  }
  return String(one).localeCompare(String(other));
}

/** Rows as an Arrow IPC stream. */
export function encode(columns: readonly FakeColumn[], rows: readonly Row[]): Uint8Array {
  const fields = columns.map(
    (column) => new Field(column.name, column.arrow, true, new Map([["drey:type", column.type]])),
  );
  const schema = new Schema(fields);
  const vectors: Vector[] = columns.map((column, i) =>
    vectorFromArray(
      rows.map((row) => row[i] ?? null),
      column.arrow,
    ),
  );
  const data = makeData({
    type: new Struct(fields),
    length: rows.length,
    nullCount: 0,
    children: vectors.map((vector) => vector.data[0] ?? makeData({ type: new Utf8() })),
  });
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), "stream");
}
