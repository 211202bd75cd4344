import { Alert, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { FilePlus2 } from "lucide-react";
import { Fragment, startTransition, useEffect, useMemo, useRef, useState } from "react";
import { queries, type RunInfo } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { usePageTitle } from "@/components/ui/page-title";
import { useActions } from "@/components/ui/use-actions";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { notebookActions } from "../actions";
import { WithCatalog } from "../catalog/with-catalog";
import { SessionNotices } from "../session/session-notices";
import { afterPaint } from "../state/after-paint";
import { useCleared } from "../state/cleared";
import { useDesk, useNotebook } from "../state/context";
import { hasOutput, runsByCell } from "../state/runs";
import { Announcer } from "./announcer";
import { CellView } from "./cell-view";
import { FindBar } from "./find-bar";
import { InsertBar } from "./insert-bar";
import css from "./notebook.module.css";
import { NotebookBar } from "./notebook-bar";
import { useClipboard } from "./use-clipboard";
import { useDrag } from "./use-drag";
import { useKernel } from "./use-kernel";

/** More than one screen holds. */
const FIRST_CELLS = 12;

/** The open notebook. */
export function NotebookDesk() {
  const desk = useDesk();
  const { session, cells: edits } = desk;
  const path = useNotebook((state) => state.path);
  const title = useNotebook((state) => state.title);
  const blocks = useNotebook((state) => state.blocks);
  const notice = useNotebook((state) => state.notice);
  const warnings = useNotebook((state) => state.warnings);
  const { data: runs } = useQuery(queries.runs(path));
  const cells = useMemo(() => runsByCell(runs ?? []), [runs]);
  const { kernel, restart, restartAndRunAll } = useKernel(path);
  const cleared = useCleared();
  const outputs = useRef<(uids: readonly string[] | null) => RunInfo[]>(() => []);
  const actions = useMemo(
    () =>
      notebookActions(desk, {
        restartKernel: () => void restart(),
        restartAndRunAll: () => void restartAndRunAll(),
        outputsOf: (uids) => outputs.current(uids),
      }),
    [desk, restart, restartAndRunAll],
  );
  outputs.current = (uids) =>
    blocks.flatMap(({ uid, id }) => {
      const run = id === null ? undefined : cells.get(id)?.shown;
      const isWanted = uids === null || uids.includes(uid);
      return run !== undefined && isWanted && hasOutput(run) && !cleared.has(run.id) ? [run] : [];
    });
  const drag = useDrag(desk);
  const linked = useLocation({ select: (location) => location.hash });
  useActions(actions);
  useClipboard(desk);
  usePageTitle(title);

  const shown = blocks.filter(isShown);
  const count = useCellsToDraw(shown.length, linked !== "");
  const queue = useMemo(() => queueOf(runs ?? []), [runs]);
  let number = 0;
  return (
    <WithCatalog>
      <div className={css.desk}>
        <NotebookBar cells={cells} />
        <FindBar />
        <div className={css.page}>
          {notice !== null && (
            <Alert
              variant="light"
              color="yellow"
              mb="md"
              withCloseButton
              closeButtonLabel={t("common.close")}
              onClose={() => session.dismissNotice()}
            >
              {t(notice === "restored" ? "notebook.save.restored" : "notebook.save.merged")}
            </Alert>
          )}
          {warnings.length > 0 && (
            <Alert variant="light" color="yellow" mb="md" title={t("notebook.warnings")}>
              {warnings.map((warning) => (
                <div key={warning}>{warning}</div>
              ))}
            </Alert>
          )}
          <SessionNotices kernel={kernel} onRestart={() => void restart()} />
          {shown.slice(0, count).map((block) => {
            if (block.kind !== "front-matter") {
              number++;
            }
            const run = block.id === null ? undefined : cells.get(block.id);
            return (
              <Fragment key={block.uid}>
                <CellView
                  block={block}
                  number={number}
                  latest={run?.latest}
                  shown={run === undefined || cleared.has(run.shown.id) ? undefined : run.shown}
                  place={run === undefined ? 0 : queue.indexOf(run.latest.id) + 1}
                  drag={drag}
                  isLinked={linked !== "" && (block.id ?? block.key) === linked}
                />
                <InsertBar after={block.uid} />
              </Fragment>
            );
          })}
          {shown.every((block) => block.kind !== "cell") && (
            <EmptyState
              icon={FilePlus2}
              title={t("notebook.empty.title")}
              text={t("notebook.empty.text")}
              action={
                <Button onClick={() => edits.insert("cell", shown.at(-1)?.uid ?? null)}>
                  {t("notebook.insert.sql")}
                </Button>
              }
            />
          )}
        </div>
        <Announcer cells={cells} />
      </div>
    </WithCatalog>
  );
}

/** The first screen comes first: hundreds of cells below it would keep its results waiting. */
function useCellsToDraw(cells: number, areAllNeeded: boolean): number {
  const [count, setCount] = useState(areAllNeeded ? Number.POSITIVE_INFINITY : FIRST_CELLS);
  // Ever more of them, so that what comes meanwhile never waits long for its turn.
  useEffect(() => {
    if (count < cells) {
      afterPaint(() => startTransition(() => setCount(2 * count)));
    }
  }, [count, cells]);
  return count;
}

/** Settings that say nothing but the format's version need no place on the page. */
function isShown(block: Block): boolean {
  return block.kind !== "front-matter" || !/^\s*(drey:\s*\d+)?\s*$/.test(block.text);
}

/** Runs that wait, in the order they will start. */
function queueOf(runs: readonly { id: string; state: string; queuedAt: string }[]): string[] {
  return runs
    .filter((run) => run.state === "queued")
    .sort((a, b) => (a.queuedAt < b.queuedAt ? -1 : 1))
    .map((run) => run.id);
}
