import { Button } from "@mantine/core";
import { ArrowUpDown, Minus, PencilLine, Plus } from "lucide-react";
import type { BlockDiff, DiffLine, NotebookDiff } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { t } from "@/messages";
import css from "./history.module.css";

interface Props {
  diff: NotebookDiff;
  label: string;
  /** The key, in the chosen version, of a block that can be brought back; null where it cannot. */
  blockToRestore: (block: BlockDiff) => string | null;
  onRestore: (block: string) => void;
}

const ICONS = { added: Plus, removed: Minus, changed: PencilLine, same: ArrowUpDown };

/** What differs between two versions, block by block. */
export function DiffView({ diff, label, blockToRestore, onRestore }: Props) {
  const differing = diff.blocks.filter((block) => block.change !== "same" || block.moved);
  const same = diff.blocks.length - differing.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that keys must reach it
    <section className={css.diff} aria-label={label} tabIndex={0}>
      <p className={css.dim}>{diff.from === null ? t("history.diff.first") : label}</p>
      {differing.length === 0 && <EmptyState isSmall title={t("history.diff.none")} />}
      {differing.map((block) => (
        <Difference
          key={`${block.before} ${block.after}`}
          block={block}
          toRestore={blockToRestore(block)}
          onRestore={onRestore}
        />
      ))}
      {same > 0 && <p className={css.dim}>{t("history.unchanged", { n: same })}</p>}
    </section>
  );
}

interface DifferenceProps {
  block: BlockDiff;
  toRestore: string | null;
  onRestore: (block: string) => void;
}

function Difference({ block, toRestore, onRestore }: DifferenceProps) {
  const Icon = ICONS[block.change];
  const isRestorable = toRestore !== null && (block.kind === "cell" || block.kind === "prose");
  return (
    <article className={css.block} data-change={block.change}>
      <header className={css.blockHead}>
        <span className={css.change}>
          <Icon size={13} aria-hidden />
          {t(block.change === "same" ? "history.change.moved" : `history.change.${block.change}`)}
        </span>
        <b>{t(`history.block.${block.kind}`, { id: block.after ?? block.before ?? "" })}</b>
        {block.moved && block.change !== "same" && (
          <span className={css.dim}>{t("history.change.moved")}</span>
        )}
        <span className={css.label}>{block.lines.length === 0 ? block.label : ""}</span>
        {isRestorable && (
          <Button variant="default" size="compact-xs" onClick={() => onRestore(toRestore)}>
            {t(block.kind === "cell" ? "history.restore.block" : "history.restore.prose")}
          </Button>
        )}
      </header>
      {block.attributes.map(({ name, before, after }) => (
        <p key={name} className={css.attribute}>
          <code>{name}</code> <del>{before ?? t("history.attribute.none")}</del>{" "}
          <ins>{after ?? t("history.attribute.none")}</ins>
        </p>
      ))}
      {block.lines.length > 0 && (
        <table className={css.lines}>
          <tbody>
            {block.lines.map((line) => (
              <Line key={`${line.op} ${line.before} ${line.after}`} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </article>
  );
}

const SIGNS = { same: " ", added: "+", removed: "−" };

function Line({ line }: { line: DiffLine }) {
  const { op, before, after, text, left } = line;
  if (op === "folded" || op === "cut") {
    return (
      <tr className={css.folded}>
        <td colSpan={4}>{t(`history.line.${op}`, { n: left })}</td>
      </tr>
    );
  }
  return (
    <tr data-op={op}>
      <td className={css.number}>{before > 0 && before}</td>
      <td className={css.number}>{after > 0 && after}</td>
      <td className={css.sign}>
        <span aria-hidden>{SIGNS[op]}</span>
        {op !== "same" && <span className="visually-hidden">{t(`history.line.${op}`)}</span>}
      </td>
      <td className={css.text}>
        {text}
        {left > 0 && <span className={css.dim}> {t("history.line.left", { n: left })}</span>}
      </td>
    </tr>
  );
}
