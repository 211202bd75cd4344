import { FlatTable } from "./flat";
import { type ArrowField, readField } from "./schema";
import { type CellValue, type ColumnReader, readerOf } from "./values";

export interface ArrowColumn {
  name: string;
  sqlType: string | null;
  /** What the values are made of. */
  field: ArrowField;
  values: CellValue[];
}

export interface ArrowTable {
  rows: number;
  columns: ArrowColumn[];
}

const CONTINUATION = 0xffffffff;
const HEADER_SCHEMA = 1;
const HEADER_BATCH = 3;

/** Reads an Arrow IPC stream that lies in memory as a whole. */
export function decodeStream(bytes: Uint8Array): ArrowTable {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let fields: ArrowField[] = [];
  let columns: ArrowColumn[] = [];
  let rows = 0;
  let at = 0;
  while (at + 4 <= view.byteLength) {
    let size = view.getUint32(at, true);
    at += 4;
    if (size === CONTINUATION) {
      size = view.getUint32(at, true);
      at += 4;
    }
    if (size === 0) {
      break;
    }
    // Message: version 0, header type 1, header 2, body length 3.
    const message = FlatTable.root(view, at);
    const header = message.table(2);
    const body = at + size;
    const kind = message.byte(1);
    if (header !== null && kind === HEADER_SCHEMA) {
      fields = header.tables(1).map(readField);
      columns = fields.map((field) => ({
        name: field.name,
        sqlType: field.sqlType,
        field,
        values: [],
      }));
    } else if (header !== null && kind === HEADER_BATCH) {
      const cursor = batchCursor(view, header, body);
      const length = header.long(0);
      fields.forEach((field, i) => {
        const read = readerOf(field, cursor);
        const values = columns[i]?.values;
        for (let row = 0; values !== undefined && row < length; row++) {
          values.push(read(row));
        }
      });
      rows += length;
    }
    at = body + message.long(3);
  }
  return { rows, columns };
}

/** Hands out the nodes and buffers of a record batch in the order of the schema. */
export interface BatchCursor {
  readonly view: DataView;
  nextNode(): { length: number; nulls: number };
  nextBuffer(): { at: number; length: number };
}

function batchCursor(view: DataView, header: FlatTable, body: number): BatchCursor {
  if (header.table(3) !== null) {
    throw new Error("arrow batch: compressed (expected: plain buffers)");
  }
  const nodes = header.structs(1, 16);
  const buffers = header.structs(2, 16);
  let node = 0;
  let buffer = 0;
  return {
    view,
    nextNode() {
      const at = nodes[node++];
      if (at === undefined) {
        throw new Error("arrow batch: too few nodes");
      }
      return {
        length: Number(view.getBigInt64(at, true)),
        nulls: Number(view.getBigInt64(at + 8, true)),
      };
    },
    nextBuffer() {
      const at = buffers[buffer++];
      if (at === undefined) {
        throw new Error("arrow batch: too few buffers");
      }
      return {
        at: body + Number(view.getBigInt64(at, true)),
        length: Number(view.getBigInt64(at + 8, true)),
      };
    },
  };
}

export type { ColumnReader };
