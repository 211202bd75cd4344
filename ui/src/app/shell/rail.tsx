import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  Activity,
  House,
  Notebook,
  PanelLeftClose,
  PanelLeftOpen,
  ShieldCheck,
  Workflow,
} from "lucide-react";
import { queries } from "@/api";
import { IconButton } from "@/components/ui/icon-button";
import { Logo } from "@/components/ui/logo";
import { setPreferences } from "@/components/ui/preferences";
import { t } from "@/messages";
import css from "./shell.module.css";

export function Rail({ isNarrow }: { isNarrow: boolean }) {
  const { data: jobs } = useQuery(queries.jobs());
  const running = jobs?.filter((job) => job.endedAt === null).length ?? 0;
  const text = (label: string) => (
    <span className={isNarrow ? "visually-hidden" : undefined}>{label}</span>
  );
  return (
    <nav className={css.rail} aria-label={t("shell.navigation")}>
      <Link to="/" className={css.brand} title={t("shell.go.home")}>
        <Logo />
        {text(t("shell.product"))}
      </Link>
      <Link to="/" className={css.link} activeOptions={{ exact: true }} title={t("shell.home")}>
        <House size={16} aria-hidden />
        {text(t("shell.home"))}
      </Link>
      <Link to="/notebooks" className={css.link} title={t("shell.notebooks")}>
        <Notebook size={16} aria-hidden />
        {text(t("shell.notebooks"))}
      </Link>
      <Link to="/deployments" className={css.link} title={t("shell.deployments")}>
        <ShieldCheck size={16} aria-hidden />
        {text(t("shell.deployments"))}
      </Link>
      <Link to="/jobs" className={css.link} title={t("shell.jobs")}>
        <Workflow size={16} aria-hidden />
        {text(t("shell.jobs"))}
        {running > 0 && !isNarrow && (
          <span
            className={css.count}
            role="img"
            aria-label={t("shell.running.jobs", { n: running })}
          >
            {running}
          </span>
        )}
      </Link>
      <Link to="/status" className={css.link} title={t("shell.status")}>
        <Activity size={16} aria-hidden />
        {text(t("shell.status"))}
      </Link>
      <div className={css.railEnd}>
        <IconButton
          icon={isNarrow ? PanelLeftOpen : PanelLeftClose}
          label={t(isNarrow ? "shell.rail.expand" : "shell.rail.collapse")}
          onClick={() => setPreferences({ isRailNarrow: !isNarrow })}
        />
      </div>
    </nav>
  );
}
