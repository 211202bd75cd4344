import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { formatCount } from "@/core/format/numbers";
import { countNodes, type ValueNode } from "@/core/format/value-tree";
import { t } from "@/messages";
import css from "./value-panel.module.css";

/** So many parts of one branch are drawn at first, and so many more each time. */
const STEP = 200;
/** Trees of up to so many parts begin unfolded. */
const SMALL = 100;

const BRANCHES = {
  row: "results.value.row.fields",
  array: "results.value.array",
  map: "results.value.map",
} as const;

interface Row {
  /** The places of its ancestors and its own, as 0.3.1. */
  path: string;
  level: number;
  place: number;
  siblings: number;
  /** Null for the row that stands for parts not drawn yet. */
  node: ValueNode | null;
}

/** The parts of a value, each branch folded or not; one stop of the Tab key. */
export function ValueTree({ root, label }: { root: ValueNode; label: string }) {
  const id = useId();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [drawn, setDrawn] = useState<ReadonlyMap<string, number>>(new Map());
  const [chosen, setChosen] = useState("0");
  const isSmall = useMemo(() => countNodes(root, SMALL) <= SMALL, [root]);
  const isExpanded = (path: string) => (isSmall || path === "0") !== toggled.has(path);

  const rows: Row[] = [];
  const add = (node: ValueNode, path: string, level: number, place: number, siblings: number) => {
    rows.push({ path, level, place, siblings, node });
    if (node.children.length > 0 && isExpanded(path)) {
      const count = drawn.get(path) ?? STEP;
      const all = node.children.length;
      for (const [i, child] of node.children.slice(0, count).entries()) {
        add(child, `${path}.${i}`, level + 1, i + 1, all);
      }
      if (count < all) {
        const more = `${path}.${count}`;
        rows.push({ path: more, level: level + 1, place: count + 1, siblings: all, node: null });
      }
    }
  };
  add(root, "0", 1, 1, 1);

  const active = Math.max(
    0,
    rows.findIndex((row) => row.path === chosen),
  );
  const parentOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf(".")));
  const toggle = (path: string) =>
    setToggled((it) => {
      const next = new Set(it);
      if (!next.delete(path)) {
        next.add(path);
      }
      return next;
    });
  const act = ({ path, node }: Row) => {
    setChosen(path);
    if (node === null) {
      const parent = parentOf(path);
      setDrawn((it) => new Map(it).set(parent, (it.get(parent) ?? STEP) + STEP));
    } else if (node.children.length > 0) {
      toggle(path);
    }
  };
  const choose = (index: number) => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    if (row !== undefined) {
      setChosen(row.path);
      document.getElementById(`${id}-${row.path}`)?.scrollIntoView({ block: "nearest" });
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const isBranch = (row.node?.children.length ?? 0) > 0;
    const isOpen = isBranch && isExpanded(row.path);
    switch (event.key) {
      case "ArrowDown":
        choose(active + 1);
        break;
      case "ArrowUp":
        choose(active - 1);
        break;
      case "Home":
        choose(0);
        break;
      case "End":
        choose(rows.length - 1);
        break;
      case "ArrowRight":
        if (isOpen) {
          choose(active + 1);
        } else if (isBranch) {
          toggle(row.path);
        }
        break;
      case "ArrowLeft":
        if (isOpen) {
          toggle(row.path);
        } else {
          choose(rows.findIndex((it) => it.path === parentOf(row.path)));
        }
        break;
      case "Enter":
      case " ":
        act(row);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      role="tree"
      aria-label={label}
      aria-activedescendant={`${id}-${rows[active]?.path}`}
      tabIndex={0}
      data-own-keys
      className={css.tree}
      onKeyDown={onKeyDown}
    >
      {rows.map((row, i) => {
        const { node, path, level } = row;
        const isBranch = node !== null && node.children.length > 0;
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
          <div
            key={path}
            id={`${id}-${path}`}
            role="treeitem"
            tabIndex={-1}
            aria-level={level}
            aria-posinset={row.place}
            aria-setsize={row.siblings}
            aria-expanded={isBranch ? isExpanded(path) : undefined}
            data-active={i === active || undefined}
            className={css.node}
            style={{ paddingLeft: 4 + (level - 1) * 16 }}
            onClick={() => act(row)}
          >
            <ChevronRight
              size={14}
              aria-hidden
              className={css.chevron}
              data-leaf={!isBranch || undefined}
              data-expanded={(isBranch && isExpanded(path)) || undefined}
            />
            {node === null ? (
              <span className={css.more}>
                {t("results.value.more", { n: formatCount(row.siblings - row.place + 1) })}
              </span>
            ) : (
              <Part node={node} />
            )}
          </div>
        );
      })}
    </div>
  );
}

function Part({ node }: { node: ValueNode }) {
  const { kind, name, text, children } = node;
  return (
    <span className={css.part}>
      {name !== "" && <span className={css.name}>{name}: </span>}
      {kind === "row" || kind === "array" || kind === "map" ? (
        <span className={css.count}>{t(BRANCHES[kind], { n: children.length })}</span>
      ) : (
        <span data-kind={kind} className={css.leaf}>
          {text}
        </span>
      )}
    </span>
  );
}
