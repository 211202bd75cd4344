import { CloseButton, Menu, TextInput } from "@mantine/core";
import { ArrowDown, ArrowUp, Columns3, Funnel, Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Problem, ResultInfo } from "@/api";
import { formatCount } from "@/core/format/numbers";
import { formatClock } from "@/core/format/times";
import {
  type ArrangedState,
  isArranged,
  isSelective,
  type RowFilter,
  signOf,
  UNARRANGED,
} from "@/core/grid/arrangement";
import { t } from "@/messages";
import css from "./arrangement-bar.module.css";
import type { Arranging } from "./use-arranging";

/** Typing may pause for so long before the server is asked. */
const PATIENCE_MILLIS = 200;
/** A table that changes all the time is always a moment behind. */
const BEHIND_MILLIS = 1500;

interface Props {
  info: ResultInfo;
  arranging: Arranging;
  /** An earlier moment is shown, which is not arranged. */
  isMoment: boolean;
  state: ArrangedState | null;
  problem: Problem | null;
  onFilter: (filter: RowFilter, place: number) => void;
}

/** What the rows are searched for, sorted and filtered by, and how many there are of how many. */
export function ArrangementBar({ info, arranging, isMoment, state, problem, onFilter }: Props) {
  const { arrangement, setArrangement, hidden, isSearching } = arranging;
  if (!isSearching && !isArranged(arrangement) && hidden.size === 0) {
    return null;
  }
  const { sort, filters } = arrangement;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line
    <div className={css.bar} role="group" aria-label={t("results.arrangement")}>
      {(isSearching || arrangement.search !== null) && <SearchField arranging={arranging} />}
      {sort.map((it) => {
        const Arrow = it.descending ? ArrowDown : ArrowUp;
        return (
          <Chip
            key={`sort ${it.column}`}
            icon={<Arrow size={12} aria-hidden />}
            text={it.column}
            label={t(it.descending ? "results.sorted.down" : "results.sorted.up", {
              column: it.column,
            })}
            onClick={() =>
              setArrangement({
                sort: sort.map((each) =>
                  each === it ? { ...each, descending: !each.descending } : each,
                ),
              })
            }
            onRemove={() => setArrangement({ sort: sort.filter((each) => each !== it) })}
          />
        );
      })}
      {filters.map((filter, place) => (
        <Chip
          key={`${place} ${filterText(filter)}`}
          icon={<Funnel size={12} aria-hidden />}
          text={filterText(filter)}
          label={t("results.filter.change", { filter: filterText(filter) })}
          onClick={() => onFilter(filter, place)}
          onRemove={() => setArrangement({ filters: filters.filter((each) => each !== filter) })}
        />
      ))}
      {hidden.size > 0 && <HiddenColumns info={info} arranging={arranging} />}
      {isArranged(arrangement) && (
        <button type="button" className={css.clear} onClick={() => setArrangement(UNARRANGED)}>
          {t("results.arrangement.clear")}
        </button>
      )}
      <span className={css.state} role="status">
        {problem !== null ? (
          <span className={css.problem}>{problem.detail ?? problem.title}</span>
        ) : (
          state !== null &&
          isArranged(arrangement) && <State state={state} isSelective={isSelective(arrangement)} />
        )}
        {isMoment && isArranged(arrangement) && t("player.unarranged")}
      </span>
    </div>
  );
}

export function filterText({ column, op, values }: RowFilter): string {
  const sign = signOf(op);
  if (sign !== null) {
    return `${column} ${sign} ${values[0] ?? ""}`;
  }
  const word = t(`results.op.${op}`);
  return op === "between"
    ? `${column} ${values[0] ?? ""} … ${values[1] ?? ""}`
    : `${column} ${word} ${values.join(", ")}`.trim();
}

function State({ state, isSelective: isCounted }: { state: ArrangedState; isSelective: boolean }) {
  const { of, scanned, found, whole, behind, asOf } = state;
  const parts: string[] = [];
  if (!whole && of > 0 && scanned < of) {
    parts.push(t("results.arranging.read", { n: Math.floor((scanned * 100) / of) }));
  } else if (!whole) {
    parts.push(t("results.arranging"));
  }
  if (isCounted) {
    parts.push(t("results.found", { n: found, of: formatCount(of) }));
  }
  if (behind && Date.now() - asOf > BEHIND_MILLIS) {
    parts.push(t("results.asOf", { time: formatClock(asOf) }));
  }
  return <>{parts.join(" · ")}</>;
}

interface ChipProps {
  icon: React.ReactNode;
  text: string;
  label: string;
  onClick: () => void;
  onRemove: () => void;
}

function Chip({ icon, text, label, onClick, onRemove }: ChipProps) {
  return (
    <span className={css.chip}>
      <button type="button" className={css.chipText} aria-label={label} onClick={onClick}>
        {icon}
        <span>{text}</span>
      </button>
      <button
        type="button"
        className={css.chipRemove}
        aria-label={t("results.arrangement.remove", { what: text })}
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}

function SearchField({ arranging }: { arranging: Arranging }) {
  const { arrangement, setArrangement, setSearching } = arranging;
  const [typed, setTyped] = useState(arrangement.search ?? "");
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(arrangement.search ?? "");
  const send = useRef(setArrangement);
  send.current = setArrangement;

  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed !== sent.current) {
        sent.current = typed;
        send.current({ search: typed === "" ? null : typed });
      }
    }, PATIENCE_MILLIS);
    return () => clearTimeout(timer);
  }, [typed]);

  // Changed elsewhere, as by clearing all.
  const searched = arrangement.search ?? "";
  useEffect(() => {
    if (searched !== sent.current) {
      sent.current = searched;
      setTyped(searched);
    }
  }, [searched]);

  const close = () => {
    setSearching(false);
    setArrangement({ search: null });
  };
  return (
    <TextInput
      ref={field}
      size="xs"
      className={css.search}
      leftSection={<Search size={13} aria-hidden />}
      rightSection={
        <CloseButton size="xs" aria-label={t("results.search.close")} onClick={close} />
      }
      aria-label={t("results.search")}
      placeholder={t("results.search.placeholder")}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          close();
        }
      }}
    />
  );
}

function HiddenColumns({ info, arranging }: { info: ResultInfo; arranging: Arranging }) {
  const { hidden, setHidden } = arranging;
  const show = (column: number) => setHidden(new Set([...hidden].filter((it) => it !== column)));
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={css.hidden}>
          <Columns3 size={12} aria-hidden />
          {t("results.columns.hidden", { n: hidden.size })}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={css.columns}>
        <Menu.Item onClick={() => setHidden(new Set())}>{t("results.columns.showAll")}</Menu.Item>
        <Menu.Divider />
        {[...hidden]
          .sort((a, b) => a - b)
          .map((column) => (
            <Menu.Item key={column} onClick={() => show(column)}>
              {info.columns[column]?.name}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
