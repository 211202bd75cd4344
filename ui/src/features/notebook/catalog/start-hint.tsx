import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { t } from "@/messages";
import { useDesk } from "../state/context";
import css from "./catalog.module.css";
import { insertCell } from "./insert";

const EXAMPLE = `CREATE TABLE orders (
  id BIGINT,
  amount DECIMAL(10, 2),
  at_time TIMESTAMP_LTZ(3),
  WATERMARK FOR at_time AS at_time - INTERVAL '5' SECOND
) WITH (
  'connector' = 'datagen',
  'rows-per-second' = '10'
)`;

/** What an empty database shows: how a table comes into being. */
export function StartHint() {
  const desk = useDesk();
  return (
    <div className={css.start}>
      <strong>{t("catalog.start.title")}</strong>
      <span className={css.dim}>{t("catalog.start.text")}</span>
      <Button size="xs" onClick={() => insertCell(desk, EXAMPLE)}>
        {t("catalog.start.new")}
      </Button>
      <Link to="/">{t("catalog.start.tutorial")}</Link>
    </div>
  );
}
