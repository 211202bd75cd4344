import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type CatalogEntry, problemOf, queries } from "@/api";
import { reasonOf } from "@/core/format/problems";
import type { Here } from "@/core/sql/names";
import { t } from "@/messages";
import css from "./catalog.module.css";
import { RowList } from "./catalog-tree";
import { entryId, placeIn } from "./tree";

interface Props {
  kernel: string;
  here: Here;
  text: string;
  onShow: (entry: CatalogEntry) => void;
}

const STILL_MS = 120;
const SHORTEST = 2;

/**
 * What has the text in its name, or in a column or comment, best first, as the kernel finds it over
 * everything.
 */
export function CatalogFinds({ kernel, here, text, onShow }: Props) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), STILL_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data: names, error } = useQuery({
    ...queries.findInCatalogs(kernel, asked, false),
    placeholderData: keepPreviousData,
  });
  // Columns of other systems take up to a second; names are shown meanwhile.
  const { data: all } = useQuery({
    ...queries.findInCatalogs(kernel, asked, true),
    enabled: asked.trim().length >= SHORTEST,
  });
  const data = all ?? names;
  if (error !== null) {
    const problem = problemOf(error);
    return <p className={css.note}>{reasonOf(problem)}</p>;
  }
  if (data === undefined) {
    return <p className={css.note}>{t("common.loading")}</p>;
  }
  const rows = data.entries.map((entry) => ({
    type: "entry" as const,
    id: entryId(entry),
    level: 1,
    entry,
    place: placeIn(entry),
    isExpanded: false,
  }));
  return (
    <>
      <p className={css.counts} role="status">
        {data.entries.length === 0 && t("catalog.find.none")}
        {data.total > data.entries.length &&
          t("catalog.find.cut", { shown: data.entries.length, total: data.total })}
        {data.unread > 0 && ` ${t("catalog.find.unread", { n: data.unread })}`}
        {data.unreadTables > 0 && ` ${t("catalog.find.unreadTables", { n: data.unreadTables })}`}
      </p>
      {rows.length > 0 && (
        <RowList
          label={t("catalog.find.label")}
          rows={rows}
          here={here}
          hasPaths
          onOpen={() => undefined}
          onShow={onShow}
        />
      )}
    </>
  );
}
