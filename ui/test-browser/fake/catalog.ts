import type { CatalogEntry, CatalogList, CatalogObject, TableProbe } from "@/api/generated/schemas";

const HOME = "default_catalog";
const SHOP = "default_database";

function entry(
  kind: string,
  catalog: string | null,
  database: string | null,
  name: string,
  change: Partial<CatalogEntry> = {},
): CatalogEntry {
  return { kind, catalog, database, name, isTemporary: false, isCurrent: false, ...change };
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
    return { entries: all.slice(0, limit), total: all.length, unread: find === "unread" ? 2 : 0 };
  }

  /** One CSV file, and a database with two tables. */
  probe(options: Record<string, string>): TableProbe | undefined {
    const none = { columns: [], primaryKey: [], choices: [], options: {}, notes: [] };
    if (options.connector === "jdbc" && options["table-name"] === undefined) {
      return { ...none, choices: ["customers", "orders"], notes: ["Connected to PostgreSQL 15."] };
    }
    if (options.path !== undefined && !options.path.endsWith("orders.csv")) {
      return undefined;
    }
    return {
      ...none,
      columns: [
        { name: "id", type: "BIGINT", isNullable: false },
        { name: "order", type: "STRING", isNullable: true },
        { name: "at", type: "TIMESTAMP(3)", isNullable: true },
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
