import { Menu } from "@mantine/core";
import { Download } from "lucide-react";
import { api, type ResultInfo } from "@/api";
import { MenuButton } from "@/components/ui/menu-button";
import { t } from "@/messages";

const FORMATS = ["csv", "json", "jsonl", "arrow"] as const;

/** The full result as a file; the server writes it, the page only links to it. */
export function ExportMenu({ info }: { info: ResultInfo }) {
  const rows = t("results.rows", { n: info.rowsHeld });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <MenuButton icon={Download} label={t("results.export.label")} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("results.export.note", { rows })}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={api.exportUrl(info.id, format)} download>
            {t(`results.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
