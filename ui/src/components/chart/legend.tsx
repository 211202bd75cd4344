import { useComputedColorScheme } from "@mantine/core";
import type { Series } from "@/core/chart/series";
import css from "./chart.module.css";
import { seriesColour } from "./palette";

interface Props {
  label: string;
  series: readonly Series[];
  hidden: ReadonlySet<string>;
  onToggle: (name: string) => void;
}

/** The names of the series; each hides and shows its own. */
export function Legend({ label, series, hidden, onToggle }: Props) {
  const isDark = useComputedColorScheme() === "dark";
  return (
    <ul className={css.legend} aria-label={label}>
      {series.map(({ name, index }) => (
        <li key={name}>
          <button type="button" aria-pressed={!hidden.has(name)} onClick={() => onToggle(name)}>
            <span className={css.swatch} style={{ background: seriesColour(index, isDark) }} />
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
