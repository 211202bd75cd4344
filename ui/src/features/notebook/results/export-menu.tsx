import { Menu } from "@mantine/core";
import { Download } from "lucide-react";
import { api, type ResultInfo } from "@/api";
import { MenuButton } from "@/components/ui/menu-button";
import { type Arrangement, isArranged } from "@/core/grid/arrangement";
import { t } from "@/messages";

const FORMATS = ["csv", "json", "jsonl", "arrow", "parquet"] as const;

/** The full result as a file; the server writes it, the page only links to it. */
export function ExportMenu({ info, arrangement }: { info: ResultInfo; arrangement: Arrangement }) {
  const rows = t("results.rows", { n: info.rowsHeld });
  const isOwn = isArranged(arrangement);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <MenuButton icon={Download} label={t("results.export.label")} />
      </Menu.Target>
      <Menu.Dropdown>
        {isOwn && (
          <>
            <Menu.Label>{t("results.export.arranged")}</Menu.Label>
            <Formats id={info.id} arrangement={arrangement} />
            <Menu.Divider />
          </>
        )}
        <Menu.Label>{t("results.export.note", { rows })}</Menu.Label>
        <Formats id={info.id} arrangement={undefined} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Formats({ id, arrangement }: { id: string; arrangement: Arrangement | undefined }) {
  return FORMATS.map((format) => (
    <Menu.Item key={format} component="a" href={api.exportUrl(id, format, arrangement)} download>
      {t(`results.export.${format}`)}
    </Menu.Item>
  ));
}
