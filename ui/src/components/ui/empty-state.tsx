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
  /** It stands for a whole page, whose heading its title is. */
  isPage?: boolean;
}

/** What is shown where nothing is: says why, and what to do. */
export function EmptyState(props: Props) {
  const { icon: Icon, title, text, command, action, isSmall = false, isPage = false } = props;
  const Title = isPage ? "h1" : "p";
  return (
    <div className={css.empty} data-small={isSmall || undefined}>
      {Icon && <Icon size={isSmall ? 18 : 24} strokeWidth={1.6} aria-hidden className={css.icon} />}
      <Title className={css.title}>{title}</Title>
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
