import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/messages";
import css from "./catalog.module.css";
import { newTable } from "./catalog-state";

/** What an empty database shows: how a table comes into being. */
export function StartHint() {
  return (
    <div className={css.start}>
      <strong>{t("catalog.start.title")}</strong>
      <span className={css.dim}>{t("catalog.start.text")}</span>
      <Button size="xs" onClick={() => newTable(true)}>
        {t("catalog.start.new")}
      </Button>
      <Link to="/">{t("catalog.start.tutorial")}</Link>
    </div>
  );
}
