import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import css from "./empty-state.module.css";

interface Props {
  icon?: LucideIcon;
  title: string;
  text?: string;
  /** A command for the terminal, with a button to copy it. */
  command?: string;
  action?: ReactNode;
  isSmall?: boolean;
}

/** What is shown where nothing is: says why, and what to do. */
export function EmptyState({ icon: Icon, title, text, command, action, isSmall = false }: Props) {
  return (
    <div className={css.empty} data-small={isSmall || undefined}>
      {Icon && <Icon size={isSmall ? 18 : 24} strokeWidth={1.6} aria-hidden className={css.icon} />}
      <p className={css.title}>{title}</p>
      {text && <p className={css.text}>{text}</p>}
      {command && (
        <div className={css.command}>
          <code>{command}</code>
          <CopyButton text={command} />
        </div>
      )}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
