import { Menu } from "@mantine/core";
import {
  ChevronDown,
  ChevronRight,
  Copy,
  EllipsisVertical,
  FilePlus2,
  Folder,
  PencilLine,
  Trash2,
} from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { NotebookSummary } from "@/api";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { MenuButton } from "@/components/ui/menu-button";
import { Panel } from "@/components/ui/page";
import tables from "@/components/ui/table.module.css";
import { Ago } from "@/components/ui/time";
import { formatBytes } from "@/core/format/numbers";
import { type FolderRow, folderRows, foldersOf } from "@/core/notebook/folders";
import { t } from "@/messages";
import css from "./home.module.css";
import { NoNotebook, NotebookLink } from "./notebook-list";
import { useNotebookActions } from "./use-notebook-actions";
import { WithNotebooks } from "./with-notebooks";

// Loaded when first opened.
const RenameDialog = lazy(() => import("@/components/notebook/rename-dialog"));

interface Props {
  /** What titles and paths must have in them; a list without folders is shown for it. */
  filter: string;
  /** Makes a notebook in a folder; in none for "". */
  onNew: (folder: string) => void;
}

/** All notebooks below their folders, with what can be done with each. */
export function NotebookTree(props: Props) {
  return <WithNotebooks>{(notebooks) => <Tree {...props} newest={notebooks} />}</WithNotebooks>;
}

function Tree({ filter, onNew, newest }: Props & { newest: readonly NotebookSummary[] }) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [renamed, setRenamed] = useState<NotebookSummary | null>(null);
  const actions = useNotebookActions();
  const rows: FolderRow<NotebookSummary>[] =
    filter === ""
      ? folderRows(newest, closed)
      : newest
          .filter((it) => `${it.title} ${it.path}`.toLowerCase().includes(filter.toLowerCase()))
          .map((notebook) => ({ kind: "notebook", notebook, depth: 0 }));
  const toggle = (folder: string) => {
    const next = new Set(closed);
    if (!next.delete(folder)) {
      next.add(folder);
    }
    setClosed(next);
  };
  return (
    <Panel>
      {rows.length === 0 && filter === "" && <NoNotebook onNew={() => onNew("")} />}
      {rows.length === 0 && filter !== "" && (
        <EmptyState
          isSmall
          title={t("home.filter.none.title")}
          text={t("home.filter.none.text", { typed: filter })}
        />
      )}
      {rows.length > 0 && (
        <table className={tables.table}>
          <thead>
            <tr>
              <th>{t("home.table.title")}</th>
              <th className={tables.optional}>{t("home.table.path")}</th>
              <th className={tables.number}>{t("home.table.changed")}</th>
              <th className={`${tables.number} ${tables.optional}`}>{t("home.table.size")}</th>
              <th>
                <span className="visually-hidden">{t("notebook.more")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) =>
              row.kind === "folder" ? (
                <FolderLine
                  key={`${row.path}/`}
                  row={row}
                  onToggle={() => toggle(row.path)}
                  onNew={() => onNew(row.path)}
                />
              ) : (
                <tr key={row.notebook.path}>
                  <td className={tables.wide} style={indent(row.depth)}>
                    <NotebookLink notebook={row.notebook} />
                  </td>
                  <td className={`${tables.mono} ${tables.dim} ${tables.optional}`}>
                    {row.notebook.path}
                  </td>
                  <td className={`${tables.number} ${tables.dim}`}>
                    <Ago at={row.notebook.updatedAt} />
                  </td>
                  <td className={`${tables.number} ${tables.dim} ${tables.optional}`}>
                    {formatBytes(row.notebook.sizeBytes)}
                  </td>
                  <td className={tables.tight}>
                    <RowMenu
                      title={row.notebook.title}
                      onRename={() => setRenamed(row.notebook)}
                      onCopy={() => void actions.copy(row.notebook)}
                      onRemove={() => void actions.remove(row.notebook)}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
      {renamed !== null && (
        <Suspense>
          <RenameDialog
            names={renamed}
            folders={foldersOf(newest.map((it) => it.path))}
            save={(names) => actions.rename(renamed, names)}
            onClose={() => setRenamed(null)}
          />
        </Suspense>
      )}
    </Panel>
  );
}

interface FolderProps {
  row: Extract<FolderRow<NotebookSummary>, { kind: "folder" }>;
  onToggle: () => void;
  onNew: () => void;
}

function FolderLine({ row, onToggle, onNew }: FolderProps) {
  const Chevron = row.isOpen ? ChevronDown : ChevronRight;
  return (
    <tr>
      <td colSpan={2} style={indent(row.depth)}>
        <button type="button" className={css.folder} aria-expanded={row.isOpen} onClick={onToggle}>
          <Chevron size={14} aria-hidden />
          <Folder size={14} aria-hidden />
          {row.name}
          <span className={css.dim}>{t("home.folder.count", { n: row.count })}</span>
        </button>
      </td>
      <td colSpan={2} className={tables.optional} />
      <td className={tables.tight}>
        <IconButton
          size="sm"
          icon={FilePlus2}
          label={t("home.folder.new", { folder: row.path })}
          onClick={onNew}
        />
      </td>
    </tr>
  );
}

interface MenuProps {
  title: string;
  onRename: () => void;
  onCopy: () => void;
  onRemove: () => void;
}

function RowMenu({ title, onRename, onCopy, onRemove }: MenuProps) {
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <MenuButton size="sm" icon={EllipsisVertical} label={t("home.table.more", { title })} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PencilLine size={14} aria-hidden />} onClick={onRename}>
          {t("notebook.rename.action")}
        </Menu.Item>
        <Menu.Item leftSection={<Copy size={14} aria-hidden />} onClick={onCopy}>
          {t("notebook.copy.action")}
        </Menu.Item>
        <Menu.Item leftSection={<Trash2 size={14} aria-hidden />} onClick={onRemove}>
          {t("notebook.remove.action")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function indent(depth: number) {
  return depth === 0 ? {} : { paddingLeft: `${12 + depth * 20}px` };
}
