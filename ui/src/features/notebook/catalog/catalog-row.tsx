import {
  BookMarked,
  ChevronRight,
  Database,
  Eye,
  Info,
  type LucideIcon,
  Plus,
  SquareFunction,
  Table2,
  Warehouse,
} from "lucide-react";
import type { CatalogEntry } from "@/api";
import { ToolButton } from "@/components/ui/tool-button";
import { type Here, pathFrom } from "@/core/sql/names";
import { t, tOr } from "@/messages";
import css from "./catalog.module.css";

const ICONS: Record<string, LucideIcon> = {
  catalog: Warehouse,
  database: Database,
  table: Table2,
  view: Eye,
  function: SquareFunction,
};

export function KindIcon({ kind }: { kind: string }) {
  const Icon = ICONS[kind] ?? Table2;
  return <Icon size={14} strokeWidth={1.8} aria-hidden className={css.icon} data-kind={kind} />;
}

interface Common {
  id: string;
  level: number;
  isActive: boolean;
  onClick: () => void;
}

interface EntryProps extends Common {
  entry: CatalogEntry;
  here: Here;
  /** Undefined for what cannot be opened. */
  isExpanded: boolean | undefined;
  /** Whether to tell where it is, as in a list of what was found. */
  hasPath: boolean;
  onInsert: () => void;
  onDetails: () => void;
}

export function EntryRow(props: EntryProps) {
  const { id, level, entry, here, isActive, isExpanded, hasPath } = props;
  const { name, kind, isTemporary, isCurrent } = entry;
  const where = [entry.catalog, entry.database].filter((it) => it !== null && it !== name);
  const shown = [
    matchOf(entry),
    hasPath && where.length > 0 && where.join("."),
    isTemporary && t("catalog.temporary"),
    isCurrent && t("catalog.current"),
  ].filter((it) => it !== false);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-expanded={isExpanded}
      aria-selected={isActive}
      // What is to be seen, in its order, and what the icon says.
      aria-label={`${[name, ...shown].join(" ")}, ${tOr(`catalog.kind.${kind}`, kind)}`}
      className={css.row}
      data-active={isActive || undefined}
      style={{ paddingLeft: 4 + (level - 1) * 14 }}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "copy";
        event.dataTransfer.setData("text/plain", pathFrom(here, entry));
      }}
      onClick={(event) => {
        if (!(event.target instanceof Element && event.target.closest("button"))) {
          props.onClick();
        }
      }}
    >
      <Chevron isExpanded={isExpanded} />
      <KindIcon kind={kind} />
      <span className={css.name} title={name}>
        {name}
      </span>{" "}
      {entry.match !== null && (
        <span className={css.match} title={matchOf(entry) || undefined}>
          {matchOf(entry)}
        </span>
      )}{" "}
      {hasPath && where.length > 0 && (
        <span className={css.where} title={where.join(".")}>
          {where.join(".")}
        </span>
      )}{" "}
      {isTemporary && (
        <span className={css.mark} title={t("catalog.temporary.help")}>
          {t("catalog.temporary")}
        </span>
      )}{" "}
      {isCurrent && (
        <span className={css.mark} title={t("catalog.current.help")}>
          {t("catalog.current")}
        </span>
      )}
      {/* By keys both are there without them: Space, Enter. */}
      <span className={css.tools}>
        {isExpanded !== undefined && (
          <ToolButton
            icon={Info}
            label={t("catalog.details", { name })}
            isSkipped
            onClick={props.onDetails}
          />
        )}
        <ToolButton
          icon={Plus}
          label={t("catalog.insert", { name })}
          isSkipped
          onClick={props.onInsert}
        />
      </span>
    </div>
  );
}

/** Where a search found the text, if not in the name. */
function matchOf({ match }: CatalogEntry): string | false {
  if (match === null) {
    return false;
  }
  return [match.column === null ? null : `.${match.column}`, match.comment]
    .filter((it) => it !== null)
    .join(" · ");
}

export function GroupRow({
  id,
  level,
  isActive,
  isExpanded,
  onClick,
}: Common & { isExpanded: boolean }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-expanded={isExpanded}
      aria-selected={isActive}
      className={css.row}
      data-active={isActive || undefined}
      style={{ paddingLeft: 4 + (level - 1) * 14 }}
      onClick={onClick}
    >
      <Chevron isExpanded={isExpanded} />
      <BookMarked size={14} strokeWidth={1.8} aria-hidden className={css.icon} />
      <span className={css.name}>{t("catalog.functions")}</span>
    </div>
  );
}

function Chevron({ isExpanded }: { isExpanded: boolean | undefined }) {
  return (
    <ChevronRight
      size={12}
      aria-hidden
      className={css.chevron}
      data-expanded={isExpanded || undefined}
      data-leaf={isExpanded === undefined || undefined}
    />
  );
}
