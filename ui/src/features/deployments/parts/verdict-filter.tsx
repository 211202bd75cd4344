import type { DeploymentInfo } from "@/api";
import { formatCount } from "@/core/format/numbers";
import { t } from "@/messages";
import { chosenVerdicts, countVerdicts, type Listing, withVerdict } from "../listing";
import css from "./deployments.module.css";
import { VerdictChip } from "./verdict-chip";

interface Props {
  deployments: readonly DeploymentInfo[];
  listing: Listing;
  onChange: (listing: Listing) => void;
}

/** How many there are of each verdict; those that are chosen are shown. */
export function VerdictFilter({ deployments, listing, onChange }: Props) {
  const chosen = chosenVerdicts(listing);
  const { verdict: _all, ...rest } = listing;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no flex container everywhere
    <div className={css.verdicts} role="group" aria-label={t("deployments.filter.label")}>
      <button
        type="button"
        className={css.filter}
        aria-pressed={chosen.length === 0}
        onClick={() => onChange(rest)}
      >
        {t("deployments.filter.all")} <b>{formatCount(deployments.length)}</b>
      </button>
      {countVerdicts(deployments)
        .filter(([verdict, count]) => count > 0 || chosen.includes(verdict))
        .map(([verdict, count]) => (
          <button
            key={verdict}
            type="button"
            className={css.filter}
            aria-pressed={chosen.includes(verdict)}
            onClick={() => onChange(withVerdict(listing, verdict))}
          >
            <VerdictChip verdict={verdict} /> <b>{formatCount(count)}</b>
          </button>
        ))}
    </div>
  );
}
