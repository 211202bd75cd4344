/** A chart as the cell's `show` attribute says it: `line:ts,cnt` or `bar:carrier,flights,origin`. */
export interface ChartSpec {
  type: "line" | "bar";
  x: string;
  y: string;
  split: string | null;
}

interface ChartColumn {
  name: string;
  kind: string;
}

/** Reads `show`; null when it names no chart (as `show=table`). */
export function parseShow(show: string | undefined): ChartSpec | null {
  const match = /^(line|bar):(.*)$/s.exec(show ?? "");
  if (match === null) {
    return null;
  }
  const [x, y, split] = splitNames(match[2] ?? "");
  if (x === undefined || y === undefined || x === "" || y === "") {
    return null;
  }
  return { type: match[1] === "bar" ? "bar" : "line", x, y, split: split ?? null };
}

export function writeShow(spec: ChartSpec): string {
  const names = spec.split === null ? [spec.x, spec.y] : [spec.x, spec.y, spec.split];
  return `${spec.type}:${names.map((name) => name.replace(/[\\,]/g, "\\$&")).join(",")}`;
}

function splitNames(text: string): string[] {
  const names: string[] = [];
  let name = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "\\" && at + 1 < text.length) {
      at++;
      name += text.charAt(at);
    } else if (character === ",") {
      names.push(name);
      name = "";
    } else {
      name += character;
    }
  }
  return [...names, name];
}

/** Whether every column of the chart is in the result. */
export function fits(spec: ChartSpec, columns: readonly ChartColumn[]): boolean {
  const has = (name: string) => columns.some((column) => column.name === name);
  return has(spec.x) && has(spec.y) && (spec.split === null || has(spec.split));
}

/** What most would draw: a number over the first time, else bars over the first text. */
export function suggestChart(columns: readonly ChartColumn[]): ChartSpec | null {
  const time = columns.find((column) => column.kind === "temporal");
  const text = columns.find((column) => column.kind === "string");
  const numbers = columns.filter((column) => column.kind === "number");
  const last = numbers[numbers.length - 1];
  if (last === undefined) {
    return null;
  }
  if (time !== undefined) {
    return { type: "line", x: time.name, y: last.name, split: text?.name ?? null };
  }
  if (text !== undefined) {
    return { type: "bar", x: text.name, y: last.name, split: null };
  }
  const first = numbers[0];
  return first !== undefined && first !== last
    ? { type: "line", x: first.name, y: last.name, split: null }
    : null;
}
