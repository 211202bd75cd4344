import {
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  Pause,
  Play,
  Radio,
} from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import type { Problem, ResultInfo, ResultMoment } from "@/api";
import { keysOf } from "@/commands";
import { IconButton } from "@/components/ui/icon-button";
import { keysText } from "@/components/ui/kbd";
import { formatCount } from "@/core/format/numbers";
import { formatMoment } from "@/core/format/times";
import { t } from "@/messages";
import css from "./player.module.css";
import { type Player, SPEEDS, type Speed } from "./use-player";

interface Props {
  info: ResultInfo;
  player: Player;
  problem: Problem | null;
}

/** Steps through the changes that a table was made of, while the query goes on. */
export function PlayerBar({ info, player, problem }: Props) {
  const { moment, isPlaying } = player;
  const isRunning = info.state === "running" || info.state === "opening";
  const isEnd = moment === null || moment.next === null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line
    <div className={css.player} role="group" aria-label={t("player.label")}>
      <div className={css.buttons}>
        <IconButton
          icon={ChevronsLeft}
          label={t("player.frame.back")}
          keys={keysText(keysOf("result.frameBack"))}
          disabled={moment?.previousFrame == null}
          onClick={() => player.step("frame", false)}
        />
        <IconButton
          icon={ChevronLeft}
          label={t("player.back")}
          keys={keysText(keysOf("result.stepBack"))}
          disabled={moment?.previous == null}
          onClick={() => player.step("step", false)}
        />
        <IconButton
          icon={isPlaying ? Pause : Play}
          label={t(isPlaying ? "player.hold" : "player.play")}
          keys={keysText(keysOf("result.play"))}
          disabled={!isPlaying && isEnd}
          onClick={() => (isPlaying ? player.hold() : player.play())}
        />
        <IconButton
          icon={ChevronRight}
          label={t("player.forward")}
          keys={keysText(keysOf("result.stepForward"))}
          disabled={isEnd}
          onClick={() => player.step("step", true)}
        />
        <IconButton
          icon={ChevronsRight}
          label={t("player.frame.forward")}
          keys={keysText(keysOf("result.frameForward"))}
          disabled={moment?.nextFrame == null}
          onClick={() => player.step("frame", true)}
        />
      </div>
      {moment !== null && <Timeline moment={moment} player={player} />}
      <div className={css.settings}>
        <label>
          <span className="visually-hidden">{t("player.speed")}</span>
          <select
            value={player.speed}
            onChange={(event) => player.setSpeed(speedOf(event.currentTarget.value))}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {t("player.times", { n: speed })}
              </option>
            ))}
          </select>
        </label>
        {moment?.arrivedAt != null && <TimeField at={moment.arrivedAt} player={player} />}
        <button type="button" className={css.live} onClick={player.live}>
          <Radio size={13} aria-hidden />
          {t(isRunning ? "player.live" : "player.end")}
        </button>
      </div>
      <p className={css.state} role="status">
        {problem !== null ? (
          <span
            className={css.problem}
          >{`${problem.title}: ${problem.detail ?? problem.help}`}</span>
        ) : (
          moment !== null && stateOf(info, moment)
        )}
        {(problem !== null || moment === null) && (
          <button type="button" className={css.link} onClick={() => player.seek(info.rowsIn)}>
            {t("player.newest")}
          </button>
        )}
      </p>
    </div>
  );
}

function Timeline({ moment, player }: { moment: ResultMoment; player: Player }) {
  const { at, first, last, firstAt, lastAt, arrivedAt } = moment;
  // While it is dragged the thumb stays where the hand is; moments follow as they come.
  const [dragged, setDragged] = useState<number | null>(null);
  return (
    <div className={css.timeline}>
      <span>{timeText(firstAt)}</span>
      <input
        type="range"
        aria-label={t("player.timeline")}
        aria-valuetext={t("player.at", { n: formatCount(at), time: timeText(arrivedAt) })}
        min={first}
        max={last}
        step={1}
        value={dragged ?? at}
        onChange={(event) => {
          setDragged(Number(event.currentTarget.value));
          player.seek(Number(event.currentTarget.value));
        }}
        onPointerUp={() => setDragged(null)}
        onBlur={() => setDragged(null)}
        onKeyUp={() => setDragged(null)}
      />
      <span>{lastAt === null ? t("player.now") : timeText(lastAt)}</span>
    </div>
  );
}

function TimeField({ at, player }: { at: string; player: Player }) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const [hours, minutes, seconds = 0] = event.currentTarget.value.split(":").map(Number);
    if (event.key === "Enter" && hours !== undefined && minutes !== undefined) {
      event.preventDefault();
      const day = new Date(at);
      day.setHours(hours, minutes, 0, Math.round(seconds * 1000));
      player.seek(day);
    }
  };
  return (
    <input
      key={at}
      className={css.time}
      type="time"
      step={0.001}
      aria-label={t("player.time")}
      title={t("player.time")}
      defaultValue={formatMoment(Date.parse(at))}
      onKeyDown={onKeyDown}
    />
  );
}

function stateOf(info: ResultInfo, { at, arrivedAt, first }: ResultMoment): string {
  const since = Math.max(0, info.rowsIn - at);
  return [
    t("player.at", { n: formatCount(at), time: timeText(arrivedAt) }),
    t("player.since", { n: since }),
    ...(first > 0 ? [t("player.gone", { n: first })] : []),
  ].join(" · ");
}

function timeText(at: string | null): string {
  return at === null ? t("player.noTime") : formatMoment(Date.parse(at));
}

function speedOf(value: string): Speed {
  return SPEEDS.find((speed) => speed === value) ?? "1";
}
