import { Menu } from "@mantine/core";
import {
  ArrowDown,
  ArrowUp,
  Copy,
  EyeOff,
  Funnel,
  MoveHorizontal,
  Pin,
  PinOff,
  X,
} from "lucide-react";
import type { GridColumn } from "@/components/grid/grid-rows";
import { withSort } from "@/core/grid/arrangement";
import { t } from "@/messages";
import type { Arranging } from "./use-arranging";

interface Props {
  column: GridColumn;
  arranging: Arranging;
  onFilter: () => void;
}

/** What can be done with one column of the table. */
export function ColumnMenu({ column, arranging, onFilter }: Props) {
  const { arrangement, setArrangement, hidden, setHidden, pinned, setPinned, setWidth } = arranging;
  const { sort } = arrangement;
  const direction = sort.find((it) => it.column === column.name)?.descending;
  const isPinned = pinned.includes(column.id);
  const sortBy = (descending: boolean | null) =>
    setArrangement({ sort: withSort(sort, column.name, descending, sort.length > 1) });
  const icon = { size: 14, "aria-hidden": true };
  return (
    <>
      {column.kind !== "nested" && (
        <>
          <Menu.Item leftSection={<ArrowUp {...icon} />} onClick={() => sortBy(false)}>
            {t("results.sort.up")}
          </Menu.Item>
          <Menu.Item leftSection={<ArrowDown {...icon} />} onClick={() => sortBy(true)}>
            {t("results.sort.down")}
          </Menu.Item>
          {direction !== undefined && (
            <Menu.Item
              leftSection={<X {...icon} />}
              onClick={() => setArrangement({ sort: withSort(sort, column.name, null, true) })}
            >
              {t("results.sort.none")}
            </Menu.Item>
          )}
        </>
      )}
      <Menu.Item leftSection={<Funnel {...icon} />} onClick={onFilter}>
        {t("results.filter")}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={isPinned ? <PinOff {...icon} /> : <Pin {...icon} />}
        onClick={() =>
          setPinned(isPinned ? pinned.filter((it) => it !== column.id) : [...pinned, column.id])
        }
      >
        {t(isPinned ? "results.column.unpin" : "results.column.pin")}
      </Menu.Item>
      <Menu.Item
        leftSection={<MoveHorizontal {...icon} />}
        onClick={() => setWidth(column.id, null)}
      >
        {t("results.column.fit")}
      </Menu.Item>
      <Menu.Item
        leftSection={<EyeOff {...icon} />}
        onClick={() => setHidden(new Set([...hidden, column.id]))}
      >
        {t("results.column.hide")}
      </Menu.Item>
      <Menu.Item
        leftSection={<Copy {...icon} />}
        onClick={() => void navigator.clipboard.writeText(column.name)}
      >
        {t("results.column.copy")}
      </Menu.Item>
    </>
  );
}
