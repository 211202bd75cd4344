import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useActions } from "@/components/ui/use-actions";
import type { Action } from "@/core/hotkeys/hotkeys";
import { t } from "@/messages";
import { preferences, setPreferences } from "../preferences";

interface Sheets {
  isPaletteOpen: boolean;
  isHelpOpen: boolean;
  openPalette: () => void;
  closePalette: () => void;
  openHelp: () => void;
  closeHelp: () => void;
}

/** Actions that every page has, and the two sheets that list actions. */
export function useShellActions(): Sheets {
  const navigate = useNavigate();
  const { toggleColorScheme, setColorScheme } = useMantineColorScheme();
  const [open, setOpen] = useState<"palette" | "help" | null>(null);

  const actions = useMemo<Action[]>(() => {
    const go = t("shell.group.go");
    const page = t("shell.group.page");
    const command = "command" as const;
    return [
      {
        id: "page.palette",
        name: t("shell.palette.open"),
        group: page,
        keys: ["Mod-k"],
        scope: "always",
        run: () => setOpen("palette"),
      },
      {
        id: "page.help",
        name: t("shell.help.open"),
        group: page,
        keys: ["?"],
        scope: command,
        run: () => setOpen("help"),
      },
      {
        id: "page.theme",
        name: t("shell.theme.toggle"),
        group: page,
        keys: [],
        scope: command,
        run: toggleColorScheme,
      },
      {
        id: "page.theme.system",
        name: t("shell.theme.system"),
        group: page,
        keys: [],
        scope: command,
        run: () => setColorScheme("auto"),
      },
      {
        id: "page.density",
        name: t("shell.density.toggle"),
        group: page,
        keys: [],
        scope: command,
        run: () =>
          setPreferences({
            density: preferences.getState().density === "dense" ? "roomy" : "dense",
          }),
      },
      {
        id: "go.home",
        name: t("shell.go.home"),
        group: go,
        keys: ["g h"],
        scope: command,
        run: () => void navigate({ to: "/" }),
      },
      {
        id: "go.notebooks",
        name: t("shell.go.notebooks"),
        group: go,
        keys: ["g n"],
        scope: command,
        run: () => void navigate({ to: "/notebooks" }),
      },
      {
        id: "go.jobs",
        name: t("shell.go.jobs"),
        group: go,
        keys: ["g j"],
        scope: command,
        run: () => void navigate({ to: "/jobs" }),
      },
      {
        id: "go.status",
        name: t("shell.go.status"),
        group: go,
        keys: ["g s"],
        scope: command,
        run: () => void navigate({ to: "/status" }),
      },
    ];
  }, [navigate, toggleColorScheme, setColorScheme]);
  useActions(actions);

  return {
    isPaletteOpen: open === "palette",
    isHelpOpen: open === "help",
    openPalette: () => setOpen("palette"),
    closePalette: () => setOpen(null),
    openHelp: () => setOpen("help"),
    closeHelp: () => setOpen(null),
  };
}
