import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FilePlus2, Plus, TableProperties } from "lucide-react";
import { useState } from "react";
import { type CatalogEntry, type CatalogObject, problemOf, queries } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { type Here, pathFrom, quoted } from "@/core/sql/names";
import { t, tOr } from "@/messages";
import { useDesk } from "../state/context";
import css from "./catalog.module.css";
import { insertCell, insertName } from "./insert";
import { FunctionFacts, Options, Statement, TableFacts } from "./object-facts";
import { Preview } from "./preview";

interface Props {
  kernel: string;
  here: Here;
  entry: CatalogEntry;
  onClose: () => void;
}

/** So many columns are written out; more are a star. */
const MOST_COLUMNS = 30;
const NOWHERE: Here = { catalog: null, database: null };

/** All there is to know of a table, view, function, database or catalog. */
export default function ObjectDialog({ kernel, here, entry, onClose }: Props) {
  const desk = useDesk();
  const [previews, setPreviews] = useState(0);
  const { data: object, error, refetch } = useQuery(queries.catalogObject(kernel, entry));
  const path = pathFrom(here, entry);
  const isTable = entry.kind === "table" || entry.kind === "view";
  const use = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Dialog title={entry.name} size="xl" onClose={onClose}>
      <div className={css.facts}>
        <span>{tOr(`catalog.kind.${object?.kind ?? entry.kind}`, entry.kind)}</span>
        {entry.isTemporary && <span className={css.mark}>{t("catalog.temporary")}</span>}
        <span className={css.path}>{pathFrom(NOWHERE, entry)}</span>
        <CopyButton text={pathFrom(NOWHERE, entry)} />
      </div>
      {object?.comment && <p>{object.comment}</p>}
      <div className={css.actions}>
        <Button
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={use(() => insertName(desk, path))}
        >
          {t("catalog.object.insert")}
        </Button>
        {isTable && (
          <>
            <Button
              variant="default"
              leftSection={<FilePlus2 size={14} aria-hidden />}
              disabled={object === undefined}
              onClick={use(() => object && insertCell(desk, selectOf(path, object)))}
            >
              {t("catalog.object.select")}
            </Button>
            <Button
              leftSection={<TableProperties size={14} aria-hidden />}
              onClick={() => setPreviews(previews + 1)}
            >
              {t(previews === 0 ? "catalog.preview" : "catalog.preview.again")}
            </Button>
          </>
        )}
      </div>
      {previews > 0 && <Preview key={previews} kernel={kernel} path={pathFrom(NOWHERE, entry)} />}
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      {object === undefined && error === null && <Skeleton height={160} />}
      {object !== undefined && (
        <>
          {object.table !== null && <TableFacts table={object.table} />}
          {object.function !== null && <FunctionFacts facts={object.function} />}
          <Options options={object.options} />
          <Statement statement={object.statement} />
        </>
      )}
    </Dialog>
  );
}

function Problem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const problem = problemOf(error);
  return (
    <ProblemPanel
      title={problem.title}
      text={problem.detail}
      help={problem.help}
      trace={problem.traceId}
      onRetry={onRetry}
    />
  );
}

function selectOf(path: string, { table }: CatalogObject): string {
  const names = table?.columns.map((it) => quoted(it.name)) ?? [];
  const columns = names.length === 0 || names.length > MOST_COLUMNS ? "*" : names.join(", ");
  return columns.length > 80
    ? `SELECT\n  ${columns.replaceAll(", ", ",\n  ")}\nFROM ${path}`
    : `SELECT ${columns}\nFROM ${path}`;
}
