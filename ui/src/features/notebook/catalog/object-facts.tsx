import { KeyRound } from "lucide-react";
import type { CatalogObjectColumn, CatalogObjectFunction, CatalogObjectTable } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import table from "@/components/ui/table.module.css";
import { formatBytes, formatCount } from "@/core/format/numbers";
import { t } from "@/messages";
import css from "./catalog.module.css";

export function TableFacts({ table: facts }: { table: CatalogObjectTable }) {
  const { columns, primaryKey, partitionKeys, watermarks } = facts;
  return (
    <section className={css.section}>
      <h3>{`${t("catalog.object.columns")} (${formatCount(columns.length)})`}</h3>
      <div className={css.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>{t("catalog.object.column")}</th>
              <th>{t("catalog.object.type")}</th>
              <th>{t("catalog.object.about")}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <tr key={column.name}>
                <td>
                  {primaryKey.includes(column.name) && (
                    <KeyRound size={12} aria-hidden className={css.icon} />
                  )}{" "}
                  {column.name}
                </td>
                <td className={table.mono}>{column.type}</td>
                <td>{about(column, primaryKey, partitionKeys).join(" · ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Facts
        facts={[
          [t("catalog.object.watermark"), watermarks.join(", ")],
          [t("catalog.object.rows"), statistic(facts.rowCount, formatCount)],
          [t("catalog.object.size"), statistic(facts.totalBytes, formatBytes)],
          [t("catalog.object.files"), statistic(facts.fileCount, formatCount)],
        ]}
      />
    </section>
  );
}

function about(
  column: CatalogObjectColumn,
  primaryKey: readonly string[],
  partitionKeys: readonly string[],
): string[] {
  const expression = column.expression ?? "";
  return [
    primaryKey.includes(column.name) ? t("catalog.object.key") : "",
    partitionKeys.includes(column.name) ? t("catalog.object.partition") : "",
    column.isNullable ? "" : t("catalog.object.notNull"),
    column.origin === "computed" ? t("catalog.object.computed", { expression }) : "",
    column.origin === "metadata" ? t("catalog.object.metadata", { expression }) : "",
    column.comment ?? "",
  ].filter((it) => it !== "");
}

function statistic(value: number | null, format: (value: number) => string): string {
  return value === null ? "" : `${format(value)}, ${t("catalog.object.statistics")}`;
}

function Facts({ facts }: { facts: [string, string][] }) {
  const known = facts.filter(([, value]) => value !== "");
  return known.length === 0 ? null : (
    <div className={css.facts} style={{ marginTop: 8 }}>
      {known.map(([name, value]) => (
        <span key={name}>
          <span className={css.dim}>{name}: </span>
          <span className={css.path}>{value}</span>
        </span>
      ))}
    </div>
  );
}

export function FunctionFacts({ facts }: { facts: CatalogObjectFunction }) {
  return (
    <section className={css.section}>
      {facts.signatures.length > 0 && (
        <>
          <h3>{t("catalog.object.calls")}</h3>
          <pre className={css.code}>{facts.signatures.join("\n")}</pre>
        </>
      )}
      <Facts facts={[[t("catalog.object.class"), facts.className ?? ""]]} />
    </section>
  );
}

export function Options({ options }: { options: Record<string, string> }) {
  const all = Object.entries(options);
  return all.length === 0 ? null : (
    <section className={css.section}>
      <h3>{t("catalog.object.options")}</h3>
      <table className={table.table}>
        <tbody>
          {all.map(([key, value]) => (
            <tr key={key}>
              <td className={table.mono}>{key}</td>
              <td className={css.path}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Statement({ statement }: { statement: string | null }) {
  return statement === null ? null : (
    <section className={css.section}>
      <h3>
        {t("catalog.object.statement")}
        <CopyButton text={statement} label={t("catalog.object.statement.copy")} />
      </h3>
      <pre className={css.code}>{statement}</pre>
    </section>
  );
}
