import type {
  CatalogEntry,
  CatalogList,
  CatalogObject,
  ConnectorList,
  ConnectorListOption,
  TableProbe,
} from "@/api/generated/schemas";

const HOME = "default_catalog";
const SHOP = "default_database";

function entry(
  kind: string,
  catalog: string | null,
  database: string | null,
  name: string,
  change: Partial<CatalogEntry> = {},
): CatalogEntry {
  const none = { isTemporary: false, isCurrent: false, match: null };
  return { kind, catalog, database, name, ...none, ...change };
}

const NOTHING: TableProbe = {
  columns: [],
  offers: [],
  primaryKey: [],
  partitionKeys: [],
  choices: [],
  options: {},
  samples: [],
  notes: [],
};

function column(name: string, type: string, metadata: string | null = null) {
  return { name, type, isNullable: true, metadata };
}

function choice(name: string, detail: string) {
  return { name, detail, isInternal: name.startsWith("_") };
}

/** What is to be known of a topic of orders in JSON, with keys. */
function topic(options: Record<string, string>): TableProbe | undefined {
  if (options["properties.bootstrap.servers"] !== "broker:9092") {
    return undefined;
  }
  if (options.topic === undefined) {
    const names = ["__consumer_offsets", ...Array.from({ length: 30 }, (_, i) => `clicks_${i}`)];
    return {
      ...NOTHING,
      choices: [...names, "orders"].map((name) => choice(name, "3 partitions")),
      notes: ["Connected. Kafka shows 31 topics and 1 internal, whose names begin with _."],
    };
  }
  const isUpsert = options.connector === "upsert-kafka";
  return {
    ...NOTHING,
    columns: [
      ...(isUpsert ? [column("message_key", "STRING")] : []),
      column("id", "BIGINT"),
      column("name", "STRING"),
    ],
    offers: [
      column("kafka_time", "TIMESTAMP_LTZ(3)", "timestamp"),
      column("kafka_partition", "INT", "partition"),
    ],
    primaryKey: isUpsert ? ["message_key"] : [],
    options: isUpsert
      ? { "key.format": "raw", "value.format": "json", "value.fields-include": "EXCEPT_KEY" }
      : { format: "json" },
    samples: [1, 2, 3].map((id) => ({
      partition: 0,
      offset: id,
      at: "2026-11-23T10:00:00Z",
      key: id === 3 ? null : `k${id}`,
      value: `{"id":${id},"name":"tea"}`,
    })),
    notes: ["The columns are guessed from 100 messages of about 31,415."],
  };
}

const option = (key: string, type: string, change: Partial<ConnectorListOption> = {}) => ({
  key,
  type,
  defaultValue: null,
  isRequired: false,
  description: "",
  values: [],
  ...change,
});

/** Three connectors, one of them with options of each kind. */
export function connectors(search: URLSearchParams): ConnectorList {
  const isGelf = search.get("connector") === "gelf";
  const options = [
    option("host", "string", { isRequired: true, description: "Where the log server is." }),
    option("format", "string", { isRequired: true, description: "How rows are written." }),
    option("compression", "enum", { defaultValue: "GZIP", values: ["GZIP", "ZLIB", "NONE"] }),
    option("retry.delay", "duration", {
      defaultValue: "1 s",
      description: "How long to wait before a message is sent again.",
    }),
    option("fields.#.name", "string", { description: "What a column is called there." }),
  ];
  return {
    connectors: [
      { name: "datagen", canRead: true, canWrite: false },
      { name: "gelf", canRead: false, canWrite: true },
      { name: "kafka", canRead: true, canWrite: true },
    ],
    formats: ["csv", "json"].map((name) => ({ name, canRead: true, canWrite: true })),
    options: isGelf ? options : [],
  };
}

/** Two catalogs, one of them with 5,000 tables. */
export class FakeCatalog {
  /** What is in the current database; tests change it as statements would. */
  tables: CatalogEntry[] = [
    entry("table", HOME, SHOP, "airports", { isTemporary: true }),
    entry("view", HOME, SHOP, "delayed"),
    entry("table", HOME, SHOP, "flights"),
    entry("function", HOME, SHOP, "half", { isTemporary: true }),
    entry("table", HOME, SHOP, "my orders"),
  ];
  asked = 0;
  /** What looks wait for; tests keep it shut as a slow database would. */
  probeGate: Promise<void> = Promise.resolve();
  private readonly many = Array.from({ length: 5000 }, (_, i) =>
    entry("table", "pg", "public", `events_${String(i).padStart(4, "0")}`),
  );

  list(search: URLSearchParams): CatalogList {
    this.asked++;
    const limit = Number(search.get("limit") ?? 1000);
    const find = search.get("find")?.toLowerCase();
    const all = find
      ? this.everything().filter((it) => it.name.toLowerCase().includes(find))
      : this.at(search.get("kind"), search.get("catalog"), search.get("database"));
    const isDeep = search.get("deep") === "true";
    if (find && isDeep && "flight_id".includes(find)) {
      const match = { column: "flight_id", comment: null };
      all.push(entry("table", HOME, SHOP, "airports", { match }));
    }
    return {
      entries: all.slice(0, limit),
      total: all.length,
      unread: find === "unread" ? 2 : 0,
      unreadTables: isDeep ? 4990 : 0,
    };
  }

  /** One CSV file, a database with two tables, and a broker with some topics. */
  probe(options: Record<string, string>): TableProbe | undefined {
    if (options.connector === "jdbc" && options["table-name"] === undefined) {
      const choices = ["customers", "orders"].map((name) => choice(name, ""));
      return { ...NOTHING, choices, notes: ["Connected to PostgreSQL 15."] };
    }
    if (options.connector?.endsWith("kafka")) {
      return topic(options);
    }
    if (options.path !== undefined && !options.path.endsWith("orders.csv")) {
      return undefined;
    }
    return {
      ...NOTHING,
      columns: [
        { ...column("id", "BIGINT"), isNullable: false },
        column("order", "STRING"),
        column("at", "TIMESTAMP(3)"),
      ],
      primaryKey: options.connector === "jdbc" ? ["id"] : [],
      options: options.connector === "jdbc" ? {} : { "csv.field-delimiter": ";" },
      notes: ["The types are guessed from the first 1,000 rows."],
    };
  }

  object(search: URLSearchParams): CatalogObject {
    const kind = search.get("kind") ?? "table";
    const isTable = kind === "table" || kind === "view";
    const column = { isNullable: true, origin: "physical", expression: null, comment: null };
    return {
      kind,
      catalog: search.get("catalog"),
      database: search.get("database"),
      name: search.get("name") ?? "",
      isTemporary: false,
      comment: isTable ? "What took off and where it landed" : null,
      options: isTable
        ? { connector: "kafka", "properties.sasl.jaas.config": "******", topic: "flights" }
        : {},
      statement: isTable ? "CREATE TABLE `flights` (\n  `flight_id` BIGINT\n)" : null,
      table: isTable
        ? {
            columns: [
              { ...column, name: "flight_id", type: "BIGINT", isNullable: false },
              { ...column, name: "date", type: "TIMESTAMP(3) *ROWTIME*", comment: "take-off" },
              {
                ...column,
                name: "late",
                type: "BOOLEAN",
                origin: "computed",
                expression: "`delay` > 15",
              },
            ],
            primaryKey: ["flight_id"],
            watermarks: ["date AS `date` - INTERVAL '5' SECOND"],
            partitionKeys: [],
            rowCount: 3_000_000,
            fileCount: null,
            totalBytes: 91_000_000,
          }
        : null,
      function:
        kind === "function" ? { signatures: ["half(number => INT)"], className: null } : null,
    };
  }

  private everything(): CatalogEntry[] {
    return [...this.tables, ...this.many, ...this.functions()];
  }

  private at(kind: string | null, catalog: string | null, database: string | null) {
    if (kind === "function") {
      return this.functions();
    }
    if (catalog === null) {
      return [
        entry("catalog", HOME, null, HOME, { isCurrent: true }),
        entry("catalog", "pg", null, "pg"),
      ];
    }
    if (database === null) {
      return catalog === HOME
        ? [entry("database", HOME, SHOP, SHOP, { isCurrent: true })]
        : [entry("database", "pg", "public", "public")];
    }
    return catalog === HOME ? this.tables : this.many;
  }

  private functions(): CatalogEntry[] {
    return ["ABS", "FLOOR", "UPPER"].map((name) => entry("function", null, null, name));
  }
}
