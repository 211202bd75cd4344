import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { bind } from "@/commands";
import { preferences, setPreferences } from "@/components/ui/preferences";
import { useActions } from "@/components/ui/use-actions";
import type { Action } from "@/core/hotkeys/hotkeys";

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
    const density = () => {
      const isDense = preferences.getState().density === "dense";
      setPreferences({ density: isDense ? "roomy" : "dense" });
    };
    return [
      bind("page.palette", () => setOpen("palette")),
      bind("page.help", () => setOpen("help")),
      bind("page.theme", toggleColorScheme),
      bind("page.themeSystem", () => setColorScheme("auto")),
      bind("page.density", density),
      bind("go.home", () => void navigate({ to: "/" })),
      bind("go.notebooks", () => void navigate({ to: "/notebooks" })),
      bind("go.search", () => void navigate({ to: "/notebooks", search: { find: "" } })),
      bind("go.deployments", () => void navigate({ to: "/deployments" })),
      bind("go.jobs", () => void navigate({ to: "/jobs" })),
      bind("go.status", () => void navigate({ to: "/status" })),
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
