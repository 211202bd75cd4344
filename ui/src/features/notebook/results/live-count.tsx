import { useEffect, useRef, useState } from "react";
import { t } from "@/messages";

/** Rarely enough not to be in the way of who listens. */
const EVERY_MILLIS = 60_000;

interface Props {
  /** The cell whose result it is. */
  name: string;
  rows: number;
  isMoving: boolean;
}

/** Tells screen readers, politely, how many rows a stream has by now: once a minute. */
export function LiveCount({ name, rows, isMoving }: Props) {
  const latest = useRef(rows);
  const [told, setTold] = useState<number | null>(null);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  useEffect(() => {
    if (!isMoving) {
      return;
    }
    const timer = setInterval(() => setTold(latest.current), EVERY_MILLIS);
    return () => {
      clearInterval(timer);
      setTold(null);
    };
  }, [isMoving]);
  return (
    <div className="visually-hidden" aria-live="polite">
      {told !== null && t("results.live", { name, n: told })}
    </div>
  );
}
