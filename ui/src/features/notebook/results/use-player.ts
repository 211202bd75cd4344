import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ResultInfo, ResultMoment } from "@/api";

export const SPEEDS = ["0.25", "1", "4", "16", "64"] as const;
export type Speed = (typeof SPEEDS)[number];

/** A moment is asked for at most so often while playing. */
const TICK_MILLIS = 100;
/** Silence in the changes is cut short to so much of the watcher's time. */
const LONGEST_GAP_MILLIS = 1000;

/** Which changes count as those of the last move: all after a moment, or those of one step. */
export type Since = number | "step" | "frame";

/** Where in its changes a result is looked at. */
export interface Player {
  /** The moment asked for; null for the newest. */
  at: string | null;
  /** The moment shown; null for the newest, and until the one asked for is here. */
  moment: ResultMoment | null;
  since: Since;
  isPlaying: boolean;
  speed: Speed;
  setSpeed: (speed: Speed) => void;
  pause: () => void;
  live: () => void;
  play: () => void;
  hold: () => void;
  step: (by: "step" | "frame", isForward: boolean) => void;
  /** Goes to a number of changes, or to a time. */
  seek: (at: number | Date) => void;
}

/** Whether a result has changes to step through. */
export function canPlay(info: ResultInfo): boolean {
  return info.mode === "streaming" && info.path !== "kernel" && info.rowsIn > 0;
}

/** Does what a key in the rows asks of the player. */
export function playerKey(event: KeyboardEvent, player: Player): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const doings: Partial<Record<string, () => void>> =
    player.at === null
      ? { s: player.pause }
      : {
          s: player.live,
          r: () => (player.isPlaying ? player.hold() : player.play()),
          ",": () => player.step("step", false),
          ".": () => player.step("step", true),
          "<": () => player.step("frame", false),
          ">": () => player.step("frame", true),
        };
  const doing = doings[event.key];
  if (doing !== undefined) {
    event.preventDefault();
    doing();
  }
}

interface Place {
  at: string | null;
  since: Since;
}

const LIVE: Place = { at: null, since: "step" };

export function usePlayer(info: ResultInfo | null, shown: ResultMoment | null): Player {
  const [place, setPlace] = useState<Place>(LIVE);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>("1");
  const moment = useMemo(
    () => (place.at === null || shown === null ? null : broughtForward(shown, info?.rowsIn ?? 0)),
    [place.at, shown, info?.rowsIn],
  );
  const isRunning = info?.state === "running" || info?.state === "opening";
  const rowsIn = info?.rowsIn ?? 0;

  const live = useCallback(() => {
    setPlaying(false);
    setPlace(LIVE);
  }, []);
  const seek = useCallback((at: number | Date) => {
    setPlace({ at: typeof at === "number" ? String(at) : at.toISOString(), since: "step" });
  }, []);
  const isNewest = shown?.next === null;
  usePlaying(isPlaying, Number(speed), moment, isNewest, {
    go: (at, since) => setPlace({ at, since }),
    end: () => (isRunning ? live() : setPlaying(false)),
  });

  return useMemo(
    () => ({
      at: place.at,
      moment,
      since: place.since,
      isPlaying,
      speed,
      setSpeed,
      pause: () => seek(rowsIn),
      live,
      play: () => setPlaying(true),
      hold: () => setPlaying(false),
      step: (by, isForward) => {
        setPlaying(false);
        const { previous, next, previousFrame, nextFrame } = moment ?? {};
        const back = by === "step" ? previous : previousFrame;
        const forward = by === "step" ? next : nextFrame;
        const target = isForward ? forward : back;
        if (moment !== null && target != null) {
          setPlace({ at: String(target), since: isForward ? moment.at : by });
        }
      },
      seek: (at) => {
        setPlaying(false);
        seek(at);
      },
    }),
    [place, moment, isPlaying, speed, live, seek, rowsIn],
  );
}

/** The moment with what has come since it was told. */
function broughtForward(moment: ResultMoment, rowsIn: number): ResultMoment {
  if (rowsIn <= moment.last) {
    return moment;
  }
  const next = moment.next ?? moment.at + 1;
  return { ...moment, next, nextFrame: moment.nextFrame ?? next, last: rowsIn, lastAt: null };
}

interface Playing {
  go: (at: string, since: number) => void;
  end: () => void;
}

/**
 * Goes on with the time at which changes came, as fast as wanted; each moment after the last.
 *
 * @param isNewest whether nothing had come after the moment when the server answered with it.
 *   Where changes come faster than answers, something always has when the answer is here.
 */
function usePlaying(
  isPlaying: boolean,
  speed: number,
  moment: ResultMoment | null,
  isNewest: boolean,
  playing: Playing,
): void {
  const latest = useRef({ moment, isNewest, playing, speed });
  latest.current = { moment, isNewest, playing, speed };
  useEffect(() => {
    if (!isPlaying) {
      return;
    }
    let clock: number | null = null;
    let asked: number | null = null;
    const timer = setInterval(() => {
      const { moment: here, playing: go, speed: factor } = latest.current;
      if (here === null || here.at === asked) {
        return;
      }
      const hasCaughtUp = asked !== null && latest.current.isNewest;
      if (here.next === null || hasCaughtUp) {
        go.end();
        return;
      }
      if (here.nextAt === null || here.arrivedAt === null) {
        asked = here.at;
        go.go(String(here.next), here.at);
        return;
      }
      const nextAt = Date.parse(here.nextAt);
      clock = (clock ?? Date.parse(here.arrivedAt)) + TICK_MILLIS * factor;
      clock = Math.max(clock, nextAt - LONGEST_GAP_MILLIS * factor);
      if (clock >= nextAt) {
        asked = here.at;
        go.go(new Date(clock).toISOString(), here.at);
      }
    }, TICK_MILLIS);
    return () => clearInterval(timer);
  }, [isPlaying]);
}
