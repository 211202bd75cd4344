import { Button, Menu, useMantineColorScheme } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import {
  CircleHelp,
  LogOut,
  Monitor,
  Moon,
  RefreshCw,
  Rows3,
  Rows4,
  Search,
  SlidersHorizontal,
  Sun,
} from "lucide-react";
import { useStore } from "zustand";
import { api, useIsOutdatedPage } from "@/api";
import { keysOf } from "@/commands";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { MenuButton } from "@/components/ui/menu-button";
import { preferences, setPreferences } from "@/components/ui/preferences";
import { t } from "@/messages";
import css from "./shell.module.css";

interface Props {
  onPalette: () => void;
  onHelp: () => void;
}

export function Header({ onPalette, onHelp }: Props) {
  const isOutdated = useIsOutdatedPage();
  return (
    <header className={css.header}>
      <Breadcrumbs />
      <div className={css.headerEnd}>
        <div role="status">{isOutdated && <ReloadButton />}</div>
        <button type="button" className={css.search} onClick={onPalette}>
          <Search size={14} aria-hidden />
          <span className={css.searchText}>{t("shell.palette")}</span>
          <Kbd keys={keysOf("page.palette")} />
        </button>
        <IconButton
          icon={CircleHelp}
          label={t("shell.help.open")}
          keys={keysOf("page.help")}
          onClick={onHelp}
        />
        <AppearanceMenu />
      </div>
    </header>
  );
}

function ReloadButton() {
  return (
    <Button
      leftSection={<RefreshCw size={14} aria-hidden />}
      title={t("shell.outdated.text")}
      onClick={() => window.location.reload()}
    >
      {t("shell.outdated")}
    </Button>
  );
}

/** Where the pages of single things are listed; all others are notebooks. */
const PARENTS: Record<string, "/jobs" | "/deployments"> = {
  jobs: "/jobs",
  deployments: "/deployments",
};

function Breadcrumbs() {
  const { pathname } = useLocation();
  const [area = "", ...rest] = pathname.split("/").filter(Boolean).map(decodeURIComponent);
  const names: Record<string, string> = {
    "": t("shell.home"),
    notebooks: t("shell.notebooks"),
    deployments: t("shell.deployments"),
    jobs: t("shell.jobs"),
    status: t("shell.status"),
  };
  return (
    <ol className={css.crumbs}>
      <li>
        {rest.length > 0 ? (
          <Link to={PARENTS[area] ?? "/notebooks"}>{names[area]}</Link>
        ) : (
          (names[area] ?? "")
        )}
      </li>
      {rest.map((part, i) => (
        <li key={i}>
          <span aria-hidden>/</span>
          {part.replace(/\.drey\.md$/, "")}
        </li>
      ))}
    </ol>
  );
}

function AppearanceMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useStore(preferences, (it) => it.density);
  const schemes = [
    ["auto", Monitor, t("shell.theme.auto")],
    ["light", Sun, t("shell.theme.light")],
    ["dark", Moon, t("shell.theme.dark")],
  ] as const;
  const densities = [
    ["roomy", Rows3, t("shell.density.roomy")],
    ["dense", Rows4, t("shell.density.dense")],
  ] as const;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <MenuButton icon={SlidersHorizontal} label={t("shell.preferences")} />
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(([scheme, Icon, label]) => (
          <Menu.RadioItem
            key={scheme}
            value={scheme}
            checked={colorScheme === scheme}
            rightSection={<Icon size={14} />}
            onChange={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        {densities.map(([value, Icon, label]) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={density === value}
            rightSection={<Icon size={14} />}
            onChange={() => setPreferences({ density: value })}
          >
            {label}
          </Menu.RadioItem>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={14} />}
          onClick={() => void api.logout().finally(() => window.location.reload())}
        >
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
