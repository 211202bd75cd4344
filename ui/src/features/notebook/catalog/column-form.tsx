import { Button, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import type { TableProbeColumn } from "@/api";
import { IconButton } from "@/components/ui/icon-button";
import table from "@/components/ui/table.module.css";
import { t } from "@/messages";
import css from "./catalog.module.css";
import { type NewColumn, newColumn } from "./new-table";
import form from "./new-table.module.css";

const TYPES = [
  "STRING",
  "BIGINT",
  "INT",
  "DOUBLE",
  "DECIMAL(10, 2)",
  "BOOLEAN",
  "DATE",
  "TIMESTAMP(3)",
  "TIMESTAMP_LTZ(3)",
  "BYTES",
];

interface Props {
  columns: readonly NewColumn[];
  /** Columns it could have besides, such as a message's time. */
  offers: readonly TableProbeColumn[];
  onChange: (columns: readonly NewColumn[]) => void;
}

/** The columns of a table to be: names, types and key. */
export function ColumnForm({ columns, offers, onChange }: Props) {
  const change = (at: number, part: Partial<NewColumn>) =>
    onChange(columns.map((it, i) => (i === at ? { ...it, ...part } : it)));
  const left = offers.filter((it) => !columns.some((column) => column.metadata === it.metadata));
  return (
    <>
      <datalist id="catalog-types">
        {TYPES.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <div className={form.columns}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>{t("catalog.object.column")}</th>
              <th>{t("catalog.object.type")}</th>
              <th>{t("catalog.new.key")}</th>
              <th>
                <span className="visually-hidden">{t("catalog.new.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, i) => (
              <tr key={i}>
                <td>
                  <TextInput
                    size="xs"
                    aria-label={t("catalog.new.column.name", { n: i + 1 })}
                    spellCheck={false}
                    value={column.name}
                    onChange={(event) => change(i, { name: event.currentTarget.value })}
                  />
                  {column.metadata !== null && (
                    <span className={form.mark}>
                      {t("catalog.object.metadata", { expression: column.metadata })}
                    </span>
                  )}
                  {column.isPartition && (
                    <span className={form.mark}>{t("catalog.object.partition")}</span>
                  )}
                </td>
                <td>
                  <TextInput
                    size="xs"
                    aria-label={t("catalog.new.column.type", { n: i + 1 })}
                    list="catalog-types"
                    spellCheck={false}
                    value={column.type}
                    onChange={(event) => change(i, { type: event.currentTarget.value })}
                  />
                </td>
                <td>
                  <input
                    type="checkbox"
                    className={css.check}
                    aria-label={t("catalog.new.column.key", { name: column.name })}
                    checked={column.isKey}
                    disabled={column.metadata !== null}
                    onChange={(event) => change(i, { isKey: event.currentTarget.checked })}
                  />
                </td>
                <td>
                  <IconButton
                    size="sm"
                    icon={X}
                    label={t("catalog.new.column.remove", { name: column.name })}
                    onClick={() => onChange(columns.filter((_, at) => at !== i))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        className={css.add}
        size="xs"
        variant="default"
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() => onChange([...columns, newColumn("", "STRING")])}
      >
        {t("catalog.new.column.add")}
      </Button>
      {left.length > 0 && (
        <div className={form.offers}>
          <span>{t("catalog.new.offers")}</span>
          {left.map((offer) => (
            <Button
              key={offer.metadata}
              size="compact-xs"
              variant="default"
              leftSection={<Plus size={11} aria-hidden />}
              onClick={() =>
                onChange([
                  ...columns,
                  { ...newColumn(offer.name, offer.type), metadata: offer.metadata },
                ])
              }
            >
              {offer.metadata}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
