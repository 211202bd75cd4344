interface Question {
  source: string;
  position: number;
}

const SECOND = "How many rows to make in a second; as many as there can be when it is not set.";

/** What a kernel with a table `flights` would offer, whatever the query is. */
export function completions({ source, position }: Question) {
  const before = source.slice(0, position);
  if (/WITH \([^)]*'[\w.-]*$/.test(before)) {
    return {
      from: before.lastIndexOf("'") + 1,
      isWhole: true,
      items: [
        { text: "connector", kind: "option", detail: "required", help: "Where the rows are." },
        { text: "rows-per-second", kind: "option", detail: "default 10000", help: SECOND },
      ],
    };
  }
  if (before === "SET '") {
    const keys = ["table.exec.state.ttl", "parallelism.default", "pipeline.name"];
    const items = keys.map((text) => ({ text, kind: "setting", detail: null, help: null }));
    return { from: position, isWhole: true, items };
  }
  const word = /[\w]*$/.exec(before)?.[0] ?? "";
  return {
    from: position - word.length,
    isWhole: true,
    items: [
      { text: "flight_date", kind: "column", detail: "TIMESTAMP(3) · flights", help: null },
      { text: "flights", kind: "table", detail: null, help: null },
      { text: "FLOOR", kind: "function", detail: "FLOOR(number)", help: "Rounds down." },
      { text: "FLOAT", kind: "keyword", detail: null, help: null },
    ],
  };
}

/** A table name that is mistyped in one way, and a group that grows for ever. */
export function check({ source }: Question) {
  return { errors: errors(source), warnings: warnings(source) };
}

function warnings(source: string) {
  const at = source.indexOf("GROUP BY tail");
  if (at < 0 || source.includes("state.ttl")) {
    return [];
  }
  const before = source.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return [
    {
      message: "GROUP BY keeps a row for every `tail` ever seen.",
      suggestion: "Harmless if they are few. Else group by windows.",
      line: before.length,
      column,
      endLine: before.length,
      endColumn: column + 4,
      remedy: {
        label: "SET 'table.exec.state.ttl' = '1 d'",
        line: 1,
        column: 1,
        text: "SET 'table.exec.state.ttl' = '1 d';\n",
      },
    },
  ];
}

function errors(source: string) {
  const at = source.indexOf("flihgts");
  if (at < 0) {
    return [];
  }
  const before = source.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return [
    {
      code: "TABLE_NOT_FOUND",
      title: "No such table",
      message: "There is no table or view `flihgts`.",
      suggestion: "Did you mean `flights`?",
      help: "SHOW TABLES lists them.",
      line: before.length,
      column,
      endLine: before.length,
      endColumn: column + "flihgts".length - 1,
      detail: null,
    },
  ];
}

/** The table `flights` under the mouse, and calls of ROUND. */
export function describe({ source, position }: Question) {
  const from = source.lastIndexOf("flights", position);
  const isTable = from >= 0 && position < from + "flights".length;
  const call = /ROUND\(([^()]*)$/.exec(source.slice(0, position));
  return {
    word: isTable
      ? {
          from,
          to: from + "flights".length,
          kind: "table",
          title: "flights",
          text: null,
          lines: ["Primary key: flight_id"],
          columns: [{ name: "flight_id", value: "BIGINT" }],
        }
      : null,
    call: call
      ? {
          name: "ROUND",
          signatures: ["ROUND(number, digits)"],
          text: "Rounds to a number of decimal digits.",
          argument: (call[1] ?? "").split(",").length - 1,
        }
      : null,
  };
}
