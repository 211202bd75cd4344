import { Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useConnectionCare, useLive, useLiveRuns, useLiveStatus } from "@/api";
import { preferences } from "@/components/ui/preferences";
import { t } from "@/messages";
import { Header } from "./header";
import { Palette } from "./palette";
import { Rail } from "./rail";
import css from "./shell.module.css";
import { StatusBar } from "./status-bar";
import { useHotkeys } from "./use-hotkeys";
import { useShellActions } from "./use-shell-actions";

// Loaded when first opened.
const HelpSheet = lazy(() => import("./help-sheet"));

/** The frame around every page. */
export function Shell() {
  const isNarrow = useStore(preferences, (it) => it.isRailNarrow);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useLiveStatus();
  useLiveRuns(null);
  useConnectionCare(useLive());
  useHotkeys();
  const sheets = useShellActions();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => {
    main.current?.scrollTo({ top: 0 });
  }, [pathname]);

  return (
    <div className={css.shell} data-narrow={isNarrow || undefined}>
      <a className={css.skip} href="#content">
        {t("shell.skip")}
      </a>
      <Rail isNarrow={isNarrow} />
      <Header onPalette={sheets.openPalette} onHelp={sheets.openHelp} />
      <main id="content" className={css.main} tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <StatusBar />
      {sheets.isPaletteOpen && <Palette onClose={sheets.closePalette} />}
      <Suspense>{sheets.isHelpOpen && <HelpSheet onClose={sheets.closeHelp} />}</Suspense>
    </div>
  );
}
