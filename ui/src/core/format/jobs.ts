/**
 * A job's name as a reader knows it: without the catalog and database that nearly all have, and
 * without the id of the run that Drey puts behind.
 */
export function shortJobName(name: string): string {
  return name
    .replaceAll("default_catalog.default_database.", "")
    .replace(/^insert-into_/, "INSERT INTO ")
    .replace(/ \(r-[a-z0-9]+-\d+\)$/, "");
}
