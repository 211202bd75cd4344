import { Button, TextInput } from "@mantine/core";
import { Plus, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import table from "@/components/ui/table.module.css";
import { t } from "@/messages";
import css from "./catalog.module.css";
import type { NewColumn } from "./new-table";

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
  onChange: (columns: readonly NewColumn[]) => void;
}

/** The columns of a table to be: names, types and key. */
export function ColumnForm({ columns, onChange }: Props) {
  const change = (at: number, part: Partial<NewColumn>) =>
    onChange(columns.map((it, i) => (i === at ? { ...it, ...part } : it)));
  return (
    <>
      <datalist id="catalog-types">
        {TYPES.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
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
      <Button
        className={css.add}
        size="xs"
        variant="default"
        leftSection={<Plus size={13} aria-hidden />}
        onClick={() =>
          onChange([...columns, { name: "", type: "STRING", isNullable: true, isKey: false }])
        }
      >
        {t("catalog.new.column.add")}
      </Button>
    </>
  );
}
