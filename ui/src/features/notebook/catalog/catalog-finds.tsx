import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type CatalogEntry, problemOf, queries } from "@/api";
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

/** What has the text in its name, best first, as the kernel finds it over everything. */
export function CatalogFinds({ kernel, here, text, onShow }: Props) {
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), STILL_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const { data, error } = useQuery({
    ...queries.findInCatalogs(kernel, asked),
    placeholderData: keepPreviousData,
  });
  if (error !== null) {
    const problem = problemOf(error);
    return <p className={css.note}>{`${problem.detail ?? problem.title} ${problem.help}`}</p>;
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
