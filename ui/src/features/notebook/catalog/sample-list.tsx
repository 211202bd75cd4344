import type { TableProbeSample } from "@/api";
import table from "@/components/ui/table.module.css";
import { t } from "@/messages";
import css from "./new-table.module.css";

/** Some of the messages that were looked at, folded away. */
export function SampleList({ samples }: { samples: readonly TableProbeSample[] }) {
  if (samples.length === 0) {
    return null;
  }
  return (
    <details className={css.fold}>
      <summary>{t("catalog.new.samples", { n: samples.length })}</summary>
      <section
        className={css.samples}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        aria-label={t("catalog.new.samples.label")}
      >
        <table className={table.table}>
          <thead>
            <tr>
              <th>{t("catalog.new.samples.place")}</th>
              <th>{t("catalog.new.samples.time")}</th>
              <th>{t("catalog.new.samples.key")}</th>
              <th>{t("catalog.new.samples.value")}</th>
            </tr>
          </thead>
          <tbody>
            {samples.map(({ partition, offset, at, key, value }) => (
              <tr key={`${partition} ${offset}`}>
                <td className={table.tight}>{`${partition} · ${offset}`}</td>
                <td className={table.tight}>{at.slice(0, 19).replace("T", " ")}</td>
                <td className={css.text}>{key ?? <Nothing />}</td>
                <td className={css.text}>{value ?? <Nothing />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Nothing() {
  return <span className={css.dim}>{t("catalog.new.samples.none")}</span>;
}
