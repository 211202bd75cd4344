import { Maximize2, Minimize2, Pause, Search, SearchX } from "lucide-react";
import { useRef, useState } from "react";
import { keysOf } from "@/commands";
import { Choice } from "@/components/ui/choice";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { keysText } from "@/components/ui/kbd";
import { useOnScreen, useTabVisible } from "@/components/ui/use-visible";
import { type ChartSpec, fits, parseShow, suggestChart, writeShow } from "@/core/chart/spec";
import { isZonedType } from "@/core/format/time-zones";
import { t } from "@/messages";
import { ExportMenu } from "./export-menu";
import { LiveCount } from "./live-count";
import { PlayerBar } from "./player-bar";
import { ResultChart } from "./result-chart";
import { ResultHeader } from "./result-header";
import { ResultTable } from "./result-table";
import css from "./results.module.css";
import { useArranging } from "./use-arranging";
import { canPlay, usePlayer } from "./use-player";
import type { WatchedResult } from "./use-result-watch";
import { ZoneButton } from "./zone-button";

type View = "table" | "changes" | "chart" | "beside";

interface Props {
  resultId: string;
  /** The cell it is of, as it is told aloud. */
  name: string;
  isEnlarged: boolean;
  /** Unless given, the view has its one height. */
  onEnlarge?: (isEnlarged: boolean) => void;
  /** The cell's `show` attribute, where this result is the one it speaks of. */
  show: string | undefined;
  onShow: (show: string | null) => void;
}

/** One result: what it is, and its rows as a table, as changes or as a chart. */
export function ResultView({ resultId, name, isEnlarged, onEnlarge, show, onShow }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const isOnScreen = useOnScreen(host);
  const isTabVisible = useTabVisible();
  const [chosen, setChosen] = useState<View | null>(null);
  const [watched, setWatched] = useState<WatchedResult | null>(null);
  const [isFollowing, setFollowing] = useState(true);
  const arranging = useArranging(resultId);
  const player = usePlayer(watched?.info ?? null, watched?.moment ?? null);
  const isEnabled = isOnScreen && isTabVisible;

  const info = watched?.info ?? null;
  const saved = parseShow(show);
  const savedFits = saved !== null && (info === null || fits(saved, info.columns));
  const suggested =
    info === null
      ? null
      : suggestChart(info.columns, info.state === "complete" ? info.rowsHeld : null);
  const spec = savedFits ? saved : suggested;
  const savedView = saved?.isBeside ? "beside" : "chart";
  const view = chosen ?? (savedFits ? savedView : "table");
  const height = isEnlarged ? 640 : 320;

  const choose = (next: View) => {
    setChosen(next);
    const isChart = next === "chart" || next === "beside";
    if (isChart && spec !== null && (saved === null || savedFits)) {
      onShow(writeShow({ ...spec, isBeside: next === "beside" }));
    }
  };
  const views = [
    { value: "table" as const, label: t("results.view.table") },
    ...(info?.mode === "streaming" && info.path !== "kernel"
      ? [{ value: "changes" as const, label: t("results.view.changes") }]
      : []),
    ...(suggested !== null || saved !== null
      ? [
          { value: "chart" as const, label: t("results.view.chart") },
          { value: "beside" as const, label: t("results.view.beside") },
        ]
      : []),
  ];

  if (watched?.problem && watched.info === null) {
    const { title, detail, help } = watched.problem;
    return (
      <EmptyState
        isSmall
        icon={SearchX}
        title={t("results.gone.title")}
        text={`${detail ?? title} ${help}`}
      />
    );
  }
  return (
    <div ref={host} className={css.result}>
      <LiveCount name={name} rows={info?.rowsHeld ?? 0} isMoving={info?.state === "running"} />
      <div className={css.bar}>
        <ResultHeader watched={watched} />
        {view !== "chart" && info?.columns.some(({ type }) => isZonedType(type)) && <ZoneButton />}
        <div className={css.tools}>
          {views.length > 1 && (
            <Choice
              label={t("results.view.label")}
              options={views}
              value={view}
              onChange={choose}
            />
          )}
          {info !== null && canPlay(info) && view !== "changes" && player.at === null && (
            <IconButton
              icon={Pause}
              label={t("player.pause")}
              keys={keysText(keysOf("result.pause"))}
              onClick={player.pause}
            />
          )}
          {info !== null && (view === "table" || view === "beside") && (
            <IconButton
              icon={Search}
              label={t("results.search")}
              keys={keysText(keysOf("result.search"))}
              isPressed={arranging.isSearching}
              onClick={() => arranging.setSearching(!arranging.isSearching)}
            />
          )}
          {info !== null && <ExportMenu info={info} arrangement={arranging.arrangement} />}
          {onEnlarge !== undefined && (
            <IconButton
              icon={isEnlarged ? Minimize2 : Maximize2}
              label={t(isEnlarged ? "results.shrink" : "results.enlarge")}
              onClick={() => onEnlarge(!isEnlarged)}
            />
          )}
        </div>
      </div>
      {info !== null && view !== "changes" && player.at !== null && (
        <PlayerBar info={info} player={player} problem={watched?.momentProblem ?? null} />
      )}
      <div style={{ minHeight: isEnlarged ? height : undefined }}>
        <div className={view === "beside" ? css.beside : undefined}>
          {view !== "chart" && (
            <div>
              <ResultTable
                key={view}
                resultId={resultId}
                view={view === "changes" ? "changes" : "table"}
                arranging={arranging}
                player={player}
                isEnabled={isEnabled}
                height={height}
                isFollowing={isFollowing}
                onFollowing={setFollowing}
                onWatched={setWatched}
              />
            </div>
          )}
          {(view === "chart" || view === "beside") && (
            <ResultChart
              resultId={resultId}
              spec={spec}
              isEnabled={isEnabled}
              height={height}
              arrangement={arranging.arrangement}
              at={player.at}
              onWatched={setWatched}
              onSpec={(next: ChartSpec | null) => {
                onShow(next === null ? null : writeShow(next));
                if (next === null) {
                  setChosen(view);
                }
              }}
              isSaved={saved !== null}
            />
          )}
        </div>
      </div>
    </div>
  );
}
