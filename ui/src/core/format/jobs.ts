/** A job's name without the catalog and database that nearly all have. */
export function shortJobName(name: string): string {
  return name
    .replaceAll("default_catalog.default_database.", "")
    .replace(/^insert-into_/, "INSERT INTO ");
}
