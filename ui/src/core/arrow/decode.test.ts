import {
  Binary,
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int8,
  Int32,
  Int64,
  List,
  Map_,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  TimeMillisecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { describe, expect, it } from "vitest";
import { decodeStream } from "./decode";

/** One column as bytes, written by Arrow's own library. */
function stream(type: DataType, values: readonly unknown[], batches = 1): Uint8Array {
  const field = new Field("c", type, true, new Map([["drey:type", "ANY"]]));
  const schema = new Schema([field]);
  const vector = vectorFromArray([...values], type);
  const batch = () => {
    const child = vector.data[0] ?? makeData({ type: new Utf8() });
    return new RecordBatch(
      schema,
      makeData({
        type: new Struct([field]),
        length: values.length,
        nullCount: 0,
        children: [child],
      }),
    );
  };
  return tableToIPC(new Table(schema, Array.from({ length: batches }, batch)), "stream");
}

function decode(type: DataType, values: readonly unknown[]): unknown {
  return decodeStream(stream(type, values)).columns[0]?.values;
}

describe("decodeStream", () => {
  it("reads numbers of every width, and nulls", () => {
    expect(decode(new Int8(), [1, -128, null, 127])).toEqual([1, -128, null, 127]);
    expect(decode(new Int32(), [1, null, -5])).toEqual([1, null, -5]);
    expect(decode(new Float64(), [1.5, Number.NaN, Number.POSITIVE_INFINITY])).toEqual([
      1.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it("keeps 64-bit integers exact and makes small ones plain numbers", () => {
    expect(decode(new Int64(), [1n, 9_007_199_254_740_993n, null])).toEqual([
      1,
      9_007_199_254_740_993n,
      null,
    ]);
  });

  it("shows single precision with its own digits", () => {
    expect(decode(new Float32(), [0.1, 1e20, -3.25])).toEqual([0.1, 1e20, -3.25]);
  });

  it("reads text, also outside of the basic plane", () => {
    const texts = ["", "Zürich", "שלום", "👩‍🚀", null];
    expect(decode(new Utf8(), texts)).toEqual(texts);
  });

  it("reads booleans and bytes", () => {
    expect(decode(new Bool(), [true, false, null])).toEqual([true, false, null]);
    expect(decode(new Binary(), [new Uint8Array([1, 255]), null])).toEqual([
      new Uint8Array([1, 255]),
      null,
    ]);
  });

  it("writes decimals as text with their scale", () => {
    const words = (value: bigint) => {
      const wide = BigInt.asUintN(128, value);
      return new Uint32Array([0n, 32n, 64n, 96n].map((by) => Number((wide >> by) & 0xffff_ffffn)));
    };
    const values = [12_345n, -5n, 0n, -(10n ** 37n)].map(words);
    expect(decode(new Decimal(2, 38, 128), values)).toEqual([
      "123.45",
      "-0.05",
      "0.00",
      `-${10n ** 35n}.00`,
    ]);
  });

  it("writes dates and times of all years as ISO text", () => {
    const day = (text: string) => new Date(`${text}T00:00:00Z`);
    expect(decode(new DateDay(), [day("0001-01-01"), day("9999-12-31"), null])).toEqual([
      "0001-01-01",
      "9999-12-31",
      null,
    ]);
    expect(decode(new TimeMillisecond(), [45_296_789])).toEqual(["12:34:56.789"]);
    const at = Date.UTC(2026, 10, 23, 12, 3, 10, 42);
    expect(decode(new TimestampMillisecond(), [at])).toEqual(["2026-11-23T12:03:10.042"]);
    expect(decode(new TimestampMillisecond("UTC"), [at])).toEqual(["2026-11-23T12:03:10.042Z"]);
    expect(decode(new TimestampMillisecond(), [Date.UTC(1960, 0, 1) - 1])).toEqual([
      "1959-12-31T23:59:59.999",
    ]);
  });

  it("keeps the digits of finer clocks", () => {
    expect(decode(new TimestampSecond(), [0])).toEqual(["1970-01-01T00:00:00"]);
    expect(decode(new TimestampMicrosecond(), [1])).toHaveLength(1);
    expect(String(decode(new TimestampNanosecond(), [1]))).toMatch(/^1970-01-01T00:00:00\.\d{9}$/);
  });

  it("reads lists, rows and maps", () => {
    const item = new Field("item", new Int32(), true);
    expect(decode(new List(item), [[1, null, 3], [], null])).toEqual([[1, null, 3], [], null]);
    const row = new Struct([new Field("a", new Utf8(), true), new Field("b", new Int32(), true)]);
    expect(
      decode(row, [
        { a: "x", b: 1 },
        { a: null, b: 2 },
      ]),
    ).toEqual([
      { a: "x", b: 1 },
      { a: null, b: 2 },
    ]);
    const entries = new Struct([
      new Field("key", new Utf8()),
      new Field("value", new Int32(), true),
    ]);
    const map = new Map_(new Field("entries", entries));
    expect(decode(map, [new Map([["k", 7]])])).toEqual([[["k", 7]]]);
  });

  it("joins batches and reads an empty stream", () => {
    const table = decodeStream(stream(new Int32(), [1, 2], 3));
    expect(table).toMatchObject({ rows: 6, columns: [{ name: "c", sqlType: "ANY" }] });
    expect(table.columns[0]?.values).toEqual([1, 2, 1, 2, 1, 2]);
    expect(decodeStream(new Uint8Array())).toEqual({ rows: 0, columns: [] });
  });
});
