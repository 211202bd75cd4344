import type { LucideIcon } from "lucide-react";
import css from "./tool-button.module.css";

interface Props {
  icon: LucideIcon;
  label: string;
  /** Shown after the label, as `Shift+Enter`. */
  keys?: string;
  tone?: "quiet" | "accent" | "danger";
  isDisabled?: boolean;
  /** Left out by the Tab key, where another key does the same. */
  isSkipped?: boolean;
  onClick: () => void;
}

/** A plain button with an icon: light enough to stand in each of hundreds of cells. */
export function ToolButton({
  icon: Icon,
  label,
  keys,
  tone = "quiet",
  isDisabled,
  isSkipped = false,
  onClick,
}: Props) {
  return (
    <button
      type="button"
      className={css.button}
      data-tone={tone}
      aria-label={label}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={isDisabled}
      tabIndex={isSkipped ? -1 : undefined}
      onClick={onClick}
    >
      <Icon size={15} strokeWidth={1.9} aria-hidden />
    </button>
  );
}
