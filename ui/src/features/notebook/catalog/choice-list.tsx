import { TextInput } from "@mantine/core";
import { useId, useState } from "react";
import type { TableProbeChoice } from "@/api";
import { formatCount } from "@/core/format/numbers";
import { t } from "@/messages";
import css from "./new-table.module.css";

interface Props {
  label: string;
  choices: readonly TableProbeChoice[];
  value: string;
  onChoose: (name: string) => void;
}

const MOST = 200;

/** Topics or tables to choose one from; a field above narrows them down. */
export function ChoiceList({ label, choices, value, onChoose }: Props) {
  const group = useId();
  const [filter, setFilter] = useState("");
  const [hasInternal, setInternal] = useState(false);
  const internal = choices.filter((it) => it.isInternal).length;
  const wanted = filter.trim().toLowerCase();
  const fitting = choices.filter(
    (it) => (hasInternal || !it.isInternal) && it.name.toLowerCase().includes(wanted),
  );
  const shown = fitting.slice(0, MOST);
  return (
    <div className={css.choices}>
      <div className={css.narrow}>
        <TextInput
          size="xs"
          aria-label={t("catalog.new.choices.filter", { what: label })}
          placeholder={t("catalog.new.choices.placeholder")}
          spellCheck={false}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        {internal > 0 && (
          <label className={css.toggle}>
            <input
              type="checkbox"
              checked={hasInternal}
              onChange={(event) => setInternal(event.currentTarget.checked)}
            />
            {t("catalog.new.choices.internal", { n: internal })}
          </label>
        )}
      </div>
      {/* A group that scrolls must be reached by keys, which the radio buttons in it are. */}
      <div className={css.list} role="radiogroup" aria-label={label}>
        {shown.map(({ name, detail }) => (
          <label key={name} className={css.choice}>
            <input
              type="radio"
              name={group}
              checked={name === value}
              onChange={() => onChoose(name)}
            />
            <span className={css.chosen}>{name}</span>
            <span className={css.detail}>{detail}</span>
          </label>
        ))}
        {shown.length === 0 && <p className={css.none}>{t("catalog.new.choices.none")}</p>}
      </div>
      {fitting.length > MOST && (
        <p className={css.dim}>
          {t("catalog.new.choices.cut", { shown: MOST, total: formatCount(fitting.length) })}
        </p>
      )}
    </div>
  );
}
