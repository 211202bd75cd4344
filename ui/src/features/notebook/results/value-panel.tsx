import { Drawer } from "@mantine/core";
import { CopyButton } from "@/components/ui/copy-button";
import type { CellValue } from "@/core/arrow/values";
import { formatWhole } from "@/core/format/values";
import { t } from "@/messages";
import css from "./results.module.css";

interface Props {
  value: CellValue | undefined;
  row: number;
  column: { name: string; type: string } | undefined;
  onClose: () => void;
}

/** One value in full, beside the table. */
export function ValuePanel({ value, row, column, onClose }: Props) {
  const text = value === undefined ? "" : formatWhole(value);
  return (
    <Drawer
      opened={value !== undefined}
      onClose={onClose}
      position="right"
      title={t("results.value.title", { column: column?.name ?? "" })}
    >
      <div className={css.valueBar}>
        {t("results.value.row", { row: row + 1, type: column?.type ?? "" })}
        <CopyButton text={text} />
      </div>
      <pre className={css.value}>{text}</pre>
    </Drawer>
  );
}
