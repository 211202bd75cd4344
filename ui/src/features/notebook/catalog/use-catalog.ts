import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { api, type CatalogList, problemOf, queries } from "@/api";
import type { Here } from "@/core/sql/names";
import {
  FUNCTIONS,
  type Level,
  type Place,
  placeId,
  placesOf,
  ROOT,
  type Row,
  rowsOf,
} from "./tree";

/** Statements that may change what there is, or what names mean. */
const CHANGES = /^(CREATE|DROP|ALTER|USE|ADD|REMOVE|LOAD|UNLOAD|RENAME)\b/;

/** The rows of the tree; each level is asked for when it is opened. */
export function useTree(kernel: string, opened: ReadonlyMap<string, boolean>): Row[] {
  const client = useQueryClient();
  const cached = (place: Place): Level => ({
    list: client.getQueryData<CatalogList>(queries.catalog(kernel, place).queryKey),
    problem: null,
  });
  const places = placesOf(rowsOf(cached, opened));
  const answers = useQueries({ queries: places.map((place) => queries.catalog(kernel, place)) });
  const byPlace = new Map(
    places.map((place, i) => [
      placeId(place),
      {
        list: answers[i]?.data,
        problem: answers[i]?.error && !answers[i]?.data ? problemOf(answers[i].error) : null,
      },
    ]),
  );
  return rowsOf((place) => byPlace.get(placeId(place)) ?? cached(place), opened);
}

/** The catalog and database that names without a path mean. */
export function useHere(kernel: string): Here {
  const { data: catalogs } = useQuery(queries.catalog(kernel, ROOT));
  const catalog = catalogs?.entries.find((it) => it.isCurrent)?.name ?? null;
  const { data: databases } = useQuery({
    ...queries.catalog(kernel, { kind: null, catalog, database: null }),
    enabled: catalog !== null,
  });
  const database =
    catalog === null ? null : (databases?.entries.find((it) => it.isCurrent)?.name ?? null);
  return useMemo(() => ({ catalog, database }), [catalog, database]);
}

/** Asks again after each statement that may have changed the catalogs; gives a way to ask now. */
export function useRefresh(kernel: string, notebook: string): () => Promise<void> {
  const client = useQueryClient();
  const { data: runs } = useQuery(queries.runs(notebook));
  const changes = useMemo(
    () =>
      (runs ?? [])
        .filter((run) => run.kernelId === kernel)
        .flatMap((run) => run.statements)
        .filter((it) => it.state === "succeeded" && CHANGES.test(it.kind)).length,
    [runs, kernel],
  );
  const seen = useRef(changes);
  useEffect(() => {
    if (seen.current !== changes) {
      seen.current = changes;
      void client.invalidateQueries({ queryKey: ["catalog", kernel] });
    }
  }, [changes, client, kernel]);
  return useCallback(async () => {
    // The kernel remembers for a while; after this it does not.
    await api.catalog(kernel, FUNCTIONS, { isFresh: true }).catch(() => undefined);
    await client.invalidateQueries({ queryKey: ["catalog", kernel] });
  }, [client, kernel]);
}
