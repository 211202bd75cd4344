import { Link } from "@tanstack/react-router";
import { ArrowDown, ArrowUp } from "lucide-react";
import {
  type Dispatch,
  type KeyboardEvent,
  memo,
  type SetStateAction,
  useCallback,
  useLayoutEffect,
  useRef,
} from "react";
import type { DeploymentInfo } from "@/api";
import { Ago } from "@/components/ui/time";
import { t } from "@/messages";
import { COLUMNS, type Column, type Listing, sortOf } from "../listing";
import css from "./deployments.module.css";
import { useRowHeight, useRowWindow } from "./use-row-window";
import { VerdictChip } from "./verdict-chip";

interface Props {
  deployments: readonly DeploymentInfo[];
  selected: ReadonlySet<string>;
  listing: Listing;
  onSelect: Dispatch<SetStateAction<ReadonlySet<string>>>;
  onSort: (column: Column) => void;
}

const TITLES = {
  name: "deployments.name",
  verdict: "deployments.state",
  wanted: "deployments.wanted",
  since: "deployments.since",
  cluster: "deployments.cluster",
  point: "deployments.point",
} as const;

/** The list itself. Only rows that can be seen exist, however many there are. */
export function DeploymentTable({ deployments, selected, listing, onSelect, onSort }: Props) {
  const body = useRef<HTMLTableSectionElement>(null);
  const wanted = useRef<number | null>(null);
  const height = useRowHeight();
  const { from, to, show } = useRowWindow(body, deployments.length, height);
  useLayoutEffect(() => {
    const link = rowLink(body.current, wanted.current);
    if (link !== null) {
      wanted.current = null;
      link.focus({ preventScroll: true });
    }
  });

  const toggle = useCallback(
    (id: string) =>
      onSelect((before) => {
        const next = new Set(before);
        if (!next.delete(id)) {
          next.add(id);
        }
        return next;
      }),
    [onSelect],
  );
  const isAll = deployments.every((it) => selected.has(it.id));
  const all = () => onSelect(new Set(isAll ? [] : deployments.map((it) => it.id)));
  const press = (event: KeyboardEvent) => {
    const row = event.target instanceof Element ? event.target.closest("[data-row]") : null;
    const at = Number(row?.getAttribute("data-row") ?? Number.NaN);
    const id = deployments[at]?.id;
    if (id === undefined) {
      return;
    }
    const page = Math.max(1, Math.floor(window.innerHeight / height / 2));
    const next = stepOf(event.key, at, page, deployments.length);
    if (next !== null) {
      wanted.current = next;
      show(next);
      rowLink(body.current, next)?.focus({ preventScroll: true });
    } else if (event.key === " " && event.target instanceof HTMLAnchorElement) {
      toggle(id);
    } else if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
      all();
    } else if (event.key === "Escape") {
      onSelect(new Set());
    } else {
      return;
    }
    event.preventDefault();
  };
  return (
    <table
      className={css.table}
      aria-label={t("deployments.title")}
      aria-rowcount={deployments.length + 1}
      onKeyDown={press}
    >
      <Head listing={listing} isAll={isAll} onAll={all} onSort={onSort} />
      <tbody ref={body} className={css.body} style={{ height: deployments.length * height }}>
        {deployments.slice(from, to).map((deployment, i) => (
          <Row
            key={deployment.id}
            deployment={deployment}
            at={from + i}
            height={height}
            isSelected={selected.has(deployment.id)}
            onToggle={toggle}
          />
        ))}
      </tbody>
    </table>
  );
}

interface HeadProps {
  listing: Listing;
  isAll: boolean;
  onAll: () => void;
  onSort: (column: Column) => void;
}

function Head({ listing, isAll, onAll, onSort }: HeadProps) {
  const { column: sorted, isReversed } = sortOf(listing);
  const Arrow = isReversed ? ArrowDown : ArrowUp;
  return (
    <thead>
      <tr className={css.head} aria-rowindex={1}>
        <th className={css.pick}>
          <input
            type="checkbox"
            aria-label={t("deployments.select.all")}
            checked={isAll}
            onChange={onAll}
          />
        </th>
        {COLUMNS.map((column) => (
          <th
            key={column}
            className={css[column]}
            aria-sort={column !== sorted ? undefined : isReversed ? "descending" : "ascending"}
          >
            <button
              type="button"
              title={t("deployments.sort.by", { column: t(TITLES[column]) })}
              onClick={() => onSort(column)}
            >
              {t(TITLES[column])}
              {column === sorted && <Arrow size={12} aria-hidden />}
            </button>
          </th>
        ))}
        <th className={css.why}>{t("deployments.why")}</th>
      </tr>
    </thead>
  );
}

interface RowProps {
  deployment: DeploymentInfo;
  at: number;
  height: number;
  isSelected: boolean;
  onToggle: (id: string) => void;
}

const Row = memo(function Row({ deployment, at, height, isSelected, onToggle }: RowProps) {
  const { id, name, verdict, desired, since, why, cluster } = deployment;
  return (
    <tr
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      data-row={at}
      className={css.row}
      style={{ height, transform: `translateY(${at * height}px)` }}
    >
      <td className={css.pick}>
        <input
          type="checkbox"
          aria-label={t("deployments.select", { name })}
          checked={isSelected}
          onChange={() => onToggle(id)}
        />
      </td>
      <td className={css.name}>
        <Link to="/deployments/$name" params={{ name }} title={name}>
          {name}
        </Link>
      </td>
      <td className={css.verdict}>
        <VerdictChip verdict={verdict} />
      </td>
      <td className={css.wanted}>{t(`deployments.wanted.${desired}`)}</td>
      <td className={css.since}>
        <Ago at={since} />
      </td>
      <td className={css.cluster} title={cluster}>
        {cluster}
      </td>
      <td className={css.point}>
        {deployment.latestRestorePointAt === null ? (
          t("deployments.point.none")
        ) : (
          <Ago at={deployment.latestRestorePointAt} />
        )}
      </td>
      <td className={css.why} title={why}>
        {why}
      </td>
    </tr>
  );
});

function rowLink(body: HTMLElement | null, at: number | null): HTMLElement | null {
  return at === null ? null : (body?.querySelector<HTMLElement>(`[data-row="${at}"] a`) ?? null);
}

function stepOf(key: string, at: number, page: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  return next === undefined ? null : Math.min(count - 1, Math.max(0, next));
}
