import type { ResultFrame, ResultInfo } from "@/api";
import type { CellValue } from "@/core/arrow/values";
import { formatBytes } from "@/core/format/numbers";
import { valuesIn } from "@/core/format/time-zones";
import { formatMoment } from "@/core/format/times";
import { formatCell } from "@/core/format/values";
import { t } from "@/messages";
import css from "./player.module.css";
import { cutBytesOf, type Step, stepsOf } from "./steps";
import type { Player } from "./use-player";

interface Props {
  info: ResultInfo;
  frame: ResultFrame;
  player: Player;
  zone: string;
}

const OPS = [
  "player.op.insert",
  "player.op.before",
  "player.op.update",
  "player.op.delete",
] as const;
/** So many values of a row that came or went are shown. */
const VALUES = 4;
const LONG = 60;

/** The changes that led to the moment shown, the newest first; those of the last move stand out. */
export function StepList({ info, frame, player, zone }: Props) {
  const { steps, current, cut } = stepsOf(frame, player.since);
  const columns = frame.table.columns.map((column) => ({
    ...column,
    values: valuesIn(zone, column) ?? [],
  }));
  const kindOf = (name: string) => info.columns.find((it) => it.name === name)?.kind ?? "";
  const text = (column: number, row: number) => {
    const { name, values } = columns[column] ?? { name: "", values: [] };
    const value: CellValue = values[row] ?? null;
    const bytes = cutBytesOf(frame, row, column);
    // Of a nested value that was cut nothing is here.
    const full = value === null && bytes !== undefined ? "" : formatCell(value, kindOf(name));
    const start = full.length > LONG ? `${full.slice(0, LONG)}…` : full;
    return bytes === undefined ? start : `${start} (${formatBytes(bytes)})`.trimStart();
  };
  const nameOf = (column: number) => columns[column]?.name ?? "";
  const keys = columns.flatMap((it, i) => (info.upsertKey.includes(it.name) ? [i] : []));
  const parts = ({ before, after }: Step) => {
    const row = after ?? before ?? 0;
    const isUpdate = before !== null && after !== null;
    const others = columns.flatMap((_, i) => (keys.includes(i) ? [] : [i]));
    const told = isUpdate
      ? others.filter((i) => text(i, before) !== text(i, after))
      : others.slice(0, VALUES);
    return { row, isUpdate, told };
  };
  return (
    <section className={css.steps} aria-label={t("player.steps")}>
      <p className={css.stepsHead} aria-hidden>
        {t("player.steps")}
      </p>
      {cut > 0 && <p className={css.cut}>{t("player.steps.cut", { n: cut })}</p>}
      <ol>
        {steps.toReversed().map((step) => {
          const { row, isUpdate, told } = parts(step);
          return (
            <li key={step.at}>
              <button
                type="button"
                aria-current={step.at > current || undefined}
                onClick={() => player.seek(step.at)}
              >
                <span className={css.when}>
                  {step.arrivedAt === 0 ? t("player.noTime") : formatMoment(step.arrivedAt)}
                </span>
                <span className={css.op} data-op={step.op}>
                  {t(OPS[step.op] ?? "player.op.insert")}
                </span>
                {keys.map((i) => (
                  <span key={i} className={css.key}>
                    {text(i, row)}
                  </span>
                ))}
                {told.map((i) => (
                  <span key={i}>
                    <span className={css.column}>{nameOf(i)}</span>{" "}
                    {isUpdate && step.before !== null ? (
                      <>
                        <del>{text(i, step.before)}</del>
                        <span aria-hidden> → </span>
                        <ins>{text(i, row)}</ins>
                      </>
                    ) : (
                      text(i, row)
                    )}
                  </span>
                ))}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
