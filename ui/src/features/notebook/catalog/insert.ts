import type { Desk } from "../state/context";

/** Puts a name where the caret is, or begins a cell with it where no SQL is being written. */
export function insertName(desk: Desk, name: string): void {
  const { session, editors } = desk;
  const uid = session.state.selected;
  const block = uid === null ? undefined : session.find(uid);
  const editor = uid === null ? undefined : editors.get(uid);
  if (uid !== null && editor !== undefined && block?.language === "sql") {
    editor.insert(name);
    session.select(uid, true);
  } else {
    insertCell(desk, name);
  }
}

/** Makes a cell of a statement, below the selected one. */
export function insertCell({ session, cells }: Desk, sql: string): string {
  const uid = cells.insert("cell", session.state.selected);
  session.setText(uid, sql);
  return uid;
}
