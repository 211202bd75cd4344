import { Button } from "@mantine/core";
import { FastForward, FileDown, OctagonX } from "lucide-react";
import { useState } from "react";
import { api } from "@/api";
import { IconButton } from "@/components/ui/icon-button";
import { t } from "@/messages";
import { CatalogButton } from "../catalog/catalog-button";
import { useDesk, useNotebook } from "../state/context";
import { type CellRuns, isFinal } from "../state/runs";
import { selection } from "../state/selection";
import { KernelChip } from "./kernel-chip";
import css from "./notebook.module.css";
import { NotebookMenu } from "./notebook-menu";
import { SaveIndicator } from "./save-indicator";
import { SaveProblem } from "./save-problem";

/** Title, what is saved, the kernel, and what concerns all cells. */
export function NotebookBar({ cells }: { cells: ReadonlyMap<string, CellRuns> }) {
  const { runner } = useDesk();
  const path = useNotebook((state) => state.path);
  const chosen = useNotebook((state) => selection(state).length);
  const runs = [...cells.values()].map(({ latest }) => latest);
  const active = runs.filter((run) => !isFinal(run));
  const waiting = runs.filter((run) => run.state === "queued").length;
  return (
    <div className={css.bar}>
      <CatalogButton />
      <Title />
      <SaveIndicator />
      <div className={css.barEnd}>
        <span className={css.dim} aria-live="polite">
          {chosen > 1 && t("notebook.selected", { n: chosen })}
        </span>
        {waiting > 0 && <span className={css.dim}>{t("notebook.queue", { n: waiting })}</span>}
        {active.length > 0 && (
          <Button
            variant="default"
            leftSection={<OctagonX size={14} aria-hidden />}
            aria-label={t("notebook.stop.all")}
            onClick={() => void runner.cancelAll()}
          >
            {t("notebook.stop")}
          </Button>
        )}
        <Button
          leftSection={<FastForward size={14} aria-hidden />}
          onClick={() => void runner.runAll()}
        >
          {t("notebook.run.all")}
        </Button>
        <KernelChip path={path} />
        <a
          href={api.sourceUrl(path)}
          download={path.split("/").pop()}
          className={css.plainLink}
          tabIndex={-1}
        >
          <IconButton icon={FileDown} label={t("notebook.download.source")} />
        </a>
        <NotebookMenu />
      </div>
      <SaveProblem />
    </div>
  );
}

function Title() {
  const { session } = useDesk();
  const title = useNotebook((state) => state.title);
  const [typed, setTyped] = useState<string | null>(null);
  const finish = () => {
    const next = typed?.trim() ?? "";
    if (next !== "" && next !== title) {
      session.rename(next);
    }
    setTyped(null);
  };
  return (
    <h1 className={css.title}>
      <input
        aria-label={t("notebook.title.label")}
        value={typed ?? title}
        onFocus={() => setTyped(title)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.currentTarget.blur();
          } else if (event.key === "Escape") {
            setTyped(null);
            event.currentTarget.value = title;
            event.currentTarget.blur();
          }
        }}
      />
    </h1>
  );
}
