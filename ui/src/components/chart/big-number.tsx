import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import type { NumberFormat } from "@/core/chart/spec";
import { exactText } from "@/core/chart/text";
import css from "./chart.module.css";

interface Props {
  name: string;
  value: number;
  /** What it was, and when; null where nothing is known of before. */
  before: { value: number; since: string } | null;
  format: NumberFormat | null;
  height: number;
}

const percent = new Intl.NumberFormat("en-US", {
  style: "percent",
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

/** One number, large, and how it changed. */
export function BigNumber({ name, value, before, format, height }: Props) {
  return (
    <figure className={css.number} style={{ minHeight: height }}>
      <figcaption>{name}</figcaption>
      <p className={css.big}>{exactText(value, format)}</p>
      {before !== null && <Change change={value - before.value} before={before} format={format} />}
    </figure>
  );
}

interface ChangeProps {
  change: number;
  before: { value: number; since: string };
  format: NumberFormat | null;
}

function Change({ change, before, format }: ChangeProps) {
  const Icon = change > 0 ? ArrowUp : change < 0 ? ArrowDown : ArrowRight;
  const text = `${change < 0 ? "−" : "+"}${exactText(Math.abs(Number(change.toPrecision(12))), format)}`;
  return (
    <p className={css.change}>
      <Icon size={16} aria-hidden />
      {change === 0 ? "±0" : text}
      {change !== 0 &&
        before.value !== 0 &&
        ` (${percent.format(change / Math.abs(before.value))})`}
      <span>{before.since}</span>
    </p>
  );
}
