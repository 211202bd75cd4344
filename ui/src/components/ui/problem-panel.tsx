import { Button } from "@mantine/core";
import { CircleX } from "lucide-react";
import { t } from "@/messages";
import css from "./problem-panel.module.css";

interface Props {
  title: string;
  text?: string | null;
  help?: string | null;
  trace?: string | null;
  onRetry?: () => void;
}

/** An error of the page itself: what failed, why, what to do. */
export function ProblemPanel({ title, text, help, trace, onRetry }: Props) {
  return (
    <div className={css.panel} role="alert">
      <CircleX size={16} aria-hidden className={css.icon} />
      <div className={css.body}>
        <p className={css.title}>{title}</p>
        {text && <p className={css.text}>{text}</p>}
        {help && <p className={css.help}>{help}</p>}
        {trace && <p className={css.help}>{t("common.problem.trace", { id: trace })}</p>}
        {onRetry && (
          <Button variant="default" mt={8} onClick={onRetry}>
            {t("common.retry")}
          </Button>
        )}
      </div>
    </div>
  );
}
