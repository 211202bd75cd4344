import type { DeploymentInfo, Verdict } from "@/api";

/** What the address says of the list, so that a view of it can be linked. */
export interface Listing {
  find?: string;
  /** Verdicts, in small letters, with commas between them. */
  verdict?: string;
  cluster?: string;
  /** A column; with a minus before it from the other end. */
  sort?: string;
}

export const COLUMNS = ["name", "verdict", "wanted", "since", "cluster", "point"] as const;
export type Column = (typeof COLUMNS)[number];

/** What needs somebody first. */
const VERDICTS: readonly Verdict[] = [
  "CONFLICT",
  "FAILED",
  "UNREACHABLE",
  "DEGRADED",
  "WAITING",
  "STARTING",
  "STOPPING",
  "RUNNING",
  "SUSPENDED",
  "STOPPED",
  "FINISHED",
];

const KEYS: Record<Column, (it: DeploymentInfo) => string | number> = {
  name: (it) => it.name.toLocaleLowerCase(),
  verdict: (it) => VERDICTS.indexOf(it.verdict),
  wanted: (it) => it.desired,
  since: (it) => -Date.parse(it.since),
  cluster: (it) => it.cluster,
  point: (it) =>
    it.latestRestorePointAt === null
      ? Number.POSITIVE_INFINITY
      : -Date.parse(it.latestRestorePointAt),
};

export function chosenVerdicts({ verdict }: Listing): readonly Verdict[] {
  const words = (verdict ?? "").toUpperCase().split(",");
  return VERDICTS.filter((it) => words.includes(it));
}

/** The listing with a verdict chosen that was not, or the other way round. */
export function withVerdict(listing: Listing, verdict: Verdict): Listing {
  const chosen = chosenVerdicts(listing);
  const next = chosen.includes(verdict)
    ? chosen.filter((it) => it !== verdict)
    : [...chosen, verdict];
  const { verdict: _old, ...rest } = listing;
  return next.length === 0 ? rest : { ...rest, verdict: next.join(",").toLowerCase() };
}

export function sortOf({ sort }: Listing): { column: Column; isReversed: boolean } {
  const column = COLUMNS.find((it) => it === sort?.replace(/^-/, ""));
  return { column: column ?? "name", isReversed: sort?.startsWith("-") ?? false };
}

/** The listing sorted by a column, from the other end if it was sorted by that. */
export function withSort(listing: Listing, column: Column): Listing {
  const now = sortOf(listing);
  const isReversed = now.column === column && !now.isReversed;
  const { sort: _old, ...rest } = listing;
  return column === "name" && !isReversed
    ? rest
    : { ...rest, sort: isReversed ? `-${column}` : column };
}

/** Which are to be shown, in their order. */
export function listed(
  deployments: readonly DeploymentInfo[],
  listing: Listing,
): readonly DeploymentInfo[] {
  const words = (listing.find ?? "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const verdicts = chosenVerdicts(listing);
  const { column, isReversed } = sortOf(listing);
  const key = KEYS[column];
  const sign = isReversed ? -1 : 1;
  return deployments
    .filter(
      (it) =>
        (verdicts.length === 0 || verdicts.includes(it.verdict)) &&
        (listing.cluster === undefined || it.cluster === listing.cluster) &&
        words.every((word) => textOf(it).includes(word)),
    )
    .map((it) => ({ it, key: key(it) }))
    .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign))
    .map(({ it }) => it);
}

/** How many there are of each verdict, those first that need somebody. */
export function countVerdicts(deployments: readonly DeploymentInfo[]): [Verdict, number][] {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of deployments) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return VERDICTS.map((verdict): [Verdict, number] => [verdict, counts.get(verdict) ?? 0]);
}

function textOf({ name, labels, jobId }: DeploymentInfo): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return [name, ...pairs, jobId ?? ""].join("\n").toLocaleLowerCase();
}
