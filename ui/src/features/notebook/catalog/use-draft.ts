import { useRef, useState } from "react";
import { api, problemOf, type TableProbe } from "@/api";
import { FIRST_COLUMNS, type NewColumn } from "./new-table";
import { askedOptions, SOURCES, type SourceKind, type Values } from "./source-options";

export interface Draft {
  kind: SourceKind;
  values: Values;
  columns: readonly NewColumn[];
  /** What the kernel found out about the rows; null before it looked. */
  found: TableProbe | null;
  /** Tables or topics to choose from; kept while one of them is looked into. */
  choices: TableProbe["choices"] | null;
  /** What came of listing these. */
  listed: readonly string[];
  problem: string | null;
  isLooking: boolean;
  chooseKind: (kind: SourceKind) => void;
  /** Notes what was typed; what was found out before no longer counts. */
  fill: (values: Values) => void;
  /** Notes what changes nothing about what was found out, apart from another table or topic. */
  adjust: (values: Values) => void;
  /** Takes an option out that was added. */
  drop: (key: string) => void;
  setColumns: (columns: readonly NewColumn[]) => void;
  /** Asks the kernel, with the values as they are or with changed ones. */
  look: (changed?: Values) => Promise<void>;
}

const CHOSEN: Partial<Record<SourceKind, string>> = { kafka: "topic", database: "table-name" };

/** A table that is being made up, and what the kernel can tell about it. */
export function useDraft(kernel: string): Draft {
  const [kind, setKind] = useState<SourceKind>("files");
  const [values, setValues] = useState<Values>({});
  const [columns, setColumns] = useState<readonly NewColumn[]>(FIRST_COLUMNS);
  const [found, setFound] = useState<TableProbe | null>(null);
  const [list, setList] = useState<TableProbe | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [looks, setLooks] = useState(0);
  const last = useRef(0);
  const areFound = useRef(false);

  const show = (probe: TableProbe | null) => {
    setFound(probe);
    const isFull = probe !== null && probe.columns.length > 0;
    // Columns that were found belong to what was looked at, and to nothing else.
    const plain = areFound.current ? FIRST_COLUMNS : null;
    areFound.current = isFull;
    setColumns((before) => {
      const kept = isFull ? columnsOf(probe) : plain;
      return kept === null ? before : [...kept, ...stillOffered(before, probe)];
    });
  };
  const forget = () => {
    last.current++;
    setLooks(0);
    show(null);
    setProblem(null);
  };
  const look = async (changed: Values = {}) => {
    const all = { ...values, ...changed };
    const asked = ++last.current;
    setValues(all);
    setLooks(asked);
    setProblem(null);
    try {
      const probe = await api.probeTable(
        kernel,
        askedOptions(kind, all),
        kind === "kafka" && all.order === "oldest",
      );
      if (asked !== last.current) {
        return;
      }
      const isList = CHOSEN[kind] !== undefined && !all[CHOSEN[kind]];
      if (isList) {
        setList(probe);
      }
      show(isList ? null : probe);
    } catch (error) {
      if (asked !== last.current) {
        return;
      }
      const { detail, title, help, details } = problemOf(error);
      const suggestion = typeof details.suggestion === "string" ? details.suggestion : help;
      show(null);
      setProblem(`${detail ?? title} ${suggestion}`);
    }
    setLooks(0);
  };
  return {
    kind,
    values,
    columns,
    found,
    choices: list?.choices ?? null,
    listed: list?.notes ?? [],
    problem,
    isLooking: looks > 0,
    chooseKind: (next) => {
      // Rows that go elsewhere, or are made up, may well have the columns that were found.
      areFound.current &&= SOURCES[next].canProbe;
      forget();
      setList(null);
      setKind(next);
    },
    fill: (changed) => {
      setValues({ ...values, ...changed });
      forget();
      setList(null);
    },
    adjust: (changed) => {
      setValues({ ...values, ...changed });
      const chosen = CHOSEN[kind];
      if (chosen !== undefined && changed[chosen] !== undefined) {
        forget();
      }
    },
    drop: (key) =>
      setValues(Object.fromEntries(Object.entries(values).filter(([it]) => it !== key))),
    setColumns,
    look,
  };
}

/** Columns of metadata were chosen by hand, and are there however the rows are read. */
function stillOffered(columns: readonly NewColumn[], probe: TableProbe | null): NewColumn[] {
  const offers = probe?.offers ?? [];
  return columns.filter(({ metadata }) => offers.some((it) => it.metadata === metadata));
}

function columnsOf(probe: TableProbe): NewColumn[] {
  return probe.columns.map((column) => ({
    ...column,
    isKey: probe.primaryKey.includes(column.name),
    isPartition: probe.partitionKeys.includes(column.name),
  }));
}
