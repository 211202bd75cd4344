import type { ReactNode } from "react";
import css from "./page.module.css";
import { usePageTitle } from "./page-title";

interface Props {
  title: string;
  intro?: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page with its heading and what can be done on it as a whole. */
export function Page({ title, intro, actions, children }: Props) {
  usePageTitle(title);
  return (
    <div className={css.page}>
      <div className={css.heading}>
        <div>
          <h1 className={css.title}>{title}</h1>
          {intro && <p className={css.intro}>{intro}</p>}
        </div>
        {actions && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

export function Section({
  title,
  action,
  children,
}: {
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={css.section}>
      <div className={css.sectionHead}>
        <h2>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** A bordered area for a list or a table. */
export function Panel({ children }: { children: ReactNode }) {
  return <div className={css.panel}>{children}</div>;
}
