import { Tooltip } from "@mantine/core";
import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import type { ResultInfo } from "@/api";
import { NewTabMark } from "@/components/ui/new-tab-mark";
import { StatusChip } from "@/components/ui/status-chip";
import { formatCount, formatRate } from "@/core/format/numbers";
import { formatClock, formatWatermark } from "@/core/format/times";
import { t } from "@/messages";
import css from "./results.module.css";
import type { WatchedResult } from "./use-result-watch";

/** What the result is and, honestly, how much of it is here. */
export function ResultHeader({ watched }: { watched: WatchedResult | null }) {
  const info = watched?.info ?? null;
  if (watched === null || info === null) {
    return (
      <div className={css.facts}>
        <StatusChip state="opening" />
      </div>
    );
  }
  const isMoving = info.state === "opening" || info.state === "running";
  return (
    <div className={css.facts}>
      <StatusChip
        state={isMoving && info.mode === "streaming" ? liveState(info) : info.state}
        why={info.why}
      />
      {watched.isStale && (
        <StatusChip
          state="stale"
          label={t("results.asOf", { time: formatClock(watched.heardAt) })}
        />
      )}
      <Counts info={info} isMoving={isMoving} />
      {info.path !== "kernel" && info.mode === "streaming" && <Kind info={info} />}
      {info.watermark !== null && (
        <Fact help={t("results.watermark.help")}>
          {t("results.watermark", { time: formatWatermark(info.watermark) })}
        </Fact>
      )}
      {info.path === "collect" && (
        <Fact help={t("results.path.collect.help")} isWarning>
          {t("results.path.collect")}
        </Fact>
      )}
      {info.job?.webUrl && (
        <a href={info.job.webUrl} target="_blank" rel="noopener noreferrer">
          {t("results.job")}
          <NewTabMark />
        </a>
      )}
      {info.why !== null && !isMoving && info.state !== "complete" && (
        <span className={css.why}>{info.why}</span>
      )}
    </div>
  );
}

function liveState(info: ResultInfo): string {
  return info.state === "opening" ? "opening" : "streaming";
}

function Counts({ info, isMoving }: { info: ResultInfo; isMoving: boolean }) {
  const isAppend = info.changelog === "append";
  return (
    <>
      <span className={css.strong}>{t("results.rows", { n: info.rowsHeld })}</span>
      {(info.rowsIn !== info.rowsHeld || !isAppend) && info.path !== "kernel" && (
        <Fact>
          {t(isAppend ? "results.rows.in.append" : "results.rows.in", { n: info.rowsIn })}
        </Fact>
      )}
      {info.rowsDropped > 0 && (
        <Fact help={t("results.rows.dropped.help")} isWarning>
          {t("results.rows.dropped", { n: formatCount(info.rowsDropped) })}
        </Fact>
      )}
      {isMoving && info.ratePerSecond > 0 && (
        <Fact help={t("results.rate.help")}>
          {t("results.rate", { n: formatRate(info.ratePerSecond) })}
        </Fact>
      )}
    </>
  );
}

function Kind({ info }: { info: ResultInfo }) {
  switch (info.changelog) {
    case "append":
      return <Fact help={t("results.append.help")}>{t("results.append")}</Fact>;
    case "upsert": {
      const key =
        info.upsertKey.length > 1 ? `(${info.upsertKey.join(", ")})` : info.upsertKey.join();
      return (
        <Fact help={t("results.upsert.help", { key })}>
          <KeyRound size={12} aria-hidden />
          {t("results.upsert", { key })}
        </Fact>
      );
    }
    case "retract":
      return <Fact help={t("results.retract.help")}>{t("results.retract")}</Fact>;
  }
}

interface FactProps {
  children: ReactNode;
  help?: string;
  isWarning?: boolean;
}

function Fact({ children, help, isWarning = false }: FactProps) {
  const fact = (
    <span className={css.fact} data-warning={isWarning || undefined}>
      {children}
    </span>
  );
  return help === undefined ? (
    fact
  ) : (
    <Tooltip label={help} multiline maw={320}>
      {fact}
    </Tooltip>
  );
}
