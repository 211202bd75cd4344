import { Tooltip } from "@mantine/core";
import { statusOf, wordOf } from "./status";
import css from "./status-chip.module.css";

interface Props {
  state: string;
  /** Says more than the state's own word. */
  label?: string;
  why?: string | null;
  /** Only the icon; the word is there for screen readers. */
  isCompact?: boolean;
}

/** A state as colour, icon and word; never by colour alone. */
export function StatusChip({ state, label, why, isCompact = false }: Props) {
  const look = statusOf(state);
  const Icon = look.icon;
  const word = label ?? wordOf(state);
  const chip = (
    <span className={css.chip} data-tone={look.tone} data-compact={isCompact || undefined}>
      <Icon
        size={13}
        strokeWidth={2.2}
        className={look.isMoving ? css.moving : undefined}
        aria-hidden
      />
      <span className={isCompact ? "visually-hidden" : undefined}>{word}</span>
    </span>
  );
  const hint = why ?? (isCompact ? word : null);
  return hint === null ? (
    chip
  ) : (
    <Tooltip label={hint} multiline maw={360}>
      {chip}
    </Tooltip>
  );
}
