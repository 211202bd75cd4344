import type { NotebookVersion } from "@/api";
import { Ago } from "@/components/ui/time";
import { t } from "@/messages";
import css from "./history.module.css";

interface Props {
  versions: readonly NotebookVersion[];
  chosen: number;
  onChoose: (number: number) => void;
}

/** The time line: newest on top. */
export function VersionList({ versions, chosen, onChoose }: Props) {
  return (
    <nav className={css.versions} aria-label={t("history.versions")}>
      <ol>
        {versions.map((version, i) => (
          <li key={version.number}>
            <button
              type="button"
              aria-current={version.number === chosen}
              className={css.version}
              onClick={() => onChoose(version.number)}
            >
              <span className={css.cause}>{causeOf(version)}</span>
              <span className={css.dim}>
                <Ago at={version.at} />
              </span>
              <span className={css.counts}>{countsOf(version)}</span>
              <span className={css.dim}>
                {i === 0 ? t("history.present") : t("history.version", { n: version.number })}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p className={css.kept}>{t("history.kept")}</p>
    </nav>
  );
}

function causeOf({ cause, copiedFrom, restoredFrom }: NotebookVersion): string {
  switch (cause) {
    case "copied":
      return t("history.cause.copied", { from: copiedFrom ?? "" });
    case "restored":
      return t("history.cause.restored", { from: restoredFrom ?? "" });
    default:
      return t(`history.cause.${cause}`);
  }
}

function countsOf({ number, added, changed, removed, moved }: NotebookVersion): string {
  const counts = { added, changed, removed, moved };
  const said = (["added", "changed", "removed", "moved"] as const)
    .filter((what) => counts[what] > 0)
    .map((what) => t(`history.${what}`, { n: counts[what] }));
  return said.length === 0 && number > 1 ? t("history.nothing") : said.join(", ");
}
