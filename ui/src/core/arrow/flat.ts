/** Reads FlatBuffers tables in place; only what the Arrow metadata needs. */
export class FlatTable {
  constructor(
    readonly view: DataView,
    readonly at: number,
  ) {}

  static root(view: DataView, start: number): FlatTable {
    return new FlatTable(view, start + view.getUint32(start, true));
  }

  /** Position of a field by its slot number, or 0 when it has its default value. */
  private slot(index: number): number {
    const vtable = this.at - this.view.getInt32(this.at, true);
    const entry = 4 + index * 2;
    if (entry >= this.view.getUint16(vtable, true)) {
      return 0;
    }
    const offset = this.view.getUint16(vtable + entry, true);
    return offset === 0 ? 0 : this.at + offset;
  }

  byte(index: number, fallback = 0): number {
    const at = this.slot(index);
    return at === 0 ? fallback : this.view.getUint8(at);
  }

  bool(index: number): boolean {
    return this.byte(index) !== 0;
  }

  short(index: number, fallback = 0): number {
    const at = this.slot(index);
    return at === 0 ? fallback : this.view.getInt16(at, true);
  }

  int(index: number, fallback = 0): number {
    const at = this.slot(index);
    return at === 0 ? fallback : this.view.getInt32(at, true);
  }

  /** A 64-bit number; those of Arrow metadata are lengths and fit a double. */
  long(index: number): number {
    const at = this.slot(index);
    return at === 0 ? 0 : Number(this.view.getBigInt64(at, true));
  }

  table(index: number): FlatTable | null {
    const at = this.slot(index);
    return at === 0 ? null : new FlatTable(this.view, at + this.view.getUint32(at, true));
  }

  text(index: number): string | null {
    const at = this.slot(index);
    if (at === 0) {
      return null;
    }
    const start = at + this.view.getUint32(at, true);
    const length = this.view.getUint32(start, true);
    return new TextDecoder().decode(
      new Uint8Array(this.view.buffer, this.view.byteOffset + start + 4, length),
    );
  }

  tables(index: number): FlatTable[] {
    const at = this.slot(index);
    if (at === 0) {
      return [];
    }
    const start = at + this.view.getUint32(at, true);
    const length = this.view.getUint32(start, true);
    return Array.from({ length }, (_, i) => {
      const entry = start + 4 + i * 4;
      return new FlatTable(this.view, entry + this.view.getUint32(entry, true));
    });
  }

  /** A vector of structs: where each begins. */
  structs(index: number, size: number): number[] {
    const at = this.slot(index);
    if (at === 0) {
      return [];
    }
    const start = at + this.view.getUint32(at, true);
    const length = this.view.getUint32(start, true);
    return Array.from({ length }, (_, i) => start + 4 + i * size);
  }
}
