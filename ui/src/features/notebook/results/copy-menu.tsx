import { Menu } from "@mantine/core";
import { COPY_FORMATS, type CopyFormat } from "@/core/grid/copy";
import { type Area, rowsOf } from "@/core/grid/selection";
import { t } from "@/messages";

interface Props {
  area: Area;
  onCopy: (format: CopyFormat) => void;
}

/** The forms in which selected cells can be copied. */
export function CopyMenu({ area, onCopy }: Props) {
  return (
    <>
      <Menu.Label>
        {t("results.selected", { n: rowsOf(area), columns: area.endColumn - area.firstColumn })}
      </Menu.Label>
      {COPY_FORMATS.map((format) => (
        <Menu.Item
          key={format}
          rightSection={format === "tsv" ? t("results.copy.key") : undefined}
          onClick={() => onCopy(format)}
        >
          {t(`results.copy.${format}`)}
        </Menu.Item>
      ))}
    </>
  );
}
