import { notifications } from "@mantine/notifications";
import { createElement } from "react";
import type { Action } from "@/core/hotkeys/hotkeys";
import { t } from "@/messages";
import { UndoToast } from "./parts/undo-toast";
import type { Desk } from "./state/context";
import type { NotebookSession } from "./state/session";

export function deleteWithUndo(session: NotebookSession, uid: string): void {
  session.delete(uid);
  const id = `deleted-${uid}`;
  const undo = () => {
    session.undo();
    notifications.hide(id);
  };
  notifications.show({ id, message: createElement(UndoToast, { onUndo: undo }), autoClose: 8000 });
}

/** What can be done in a notebook, with Jupyter's keys. */
export function notebookActions({ session, runner }: Desk): Action[] {
  const selected = () => session.state.selected;
  const withSelected = (act: (uid: string) => void) => () => {
    const uid = selected();
    if (uid !== null) {
      act(uid);
    }
  };
  const cell = t("notebook.group.cell");
  const run = t("notebook.group.run");
  const notebook = t("notebook.group.notebook");
  const isSelected = () => selected() !== null;

  const runAndAdvance = (uid: string) => {
    void runner.run(uid);
    const { blocks } = session.state;
    const at = blocks.findIndex((block) => block.uid === uid);
    if (at === blocks.length - 1) {
      session.insert("cell", uid);
    } else {
      session.select(blocks[at + 1]?.uid ?? uid);
    }
  };

  return [
    action(
      "cell.runAndAdvance",
      t("notebook.run.advance"),
      run,
      ["Shift-Enter"],
      "always",
      withSelected(runAndAdvance),
    ),
    action(
      "cell.run",
      t("notebook.run"),
      run,
      ["Mod-Enter"],
      "always",
      withSelected((uid) => {
        void runner.run(uid);
        session.select(uid);
      }),
    ),
    action(
      "cell.runAndInsert",
      t("notebook.run.below"),
      run,
      ["Alt-Enter"],
      "always",
      withSelected((uid) => {
        void runner.run(uid);
        session.insert("cell", uid);
      }),
    ),
    action(
      "notebook.runAll",
      t("notebook.run.all"),
      run,
      ["Mod-Shift-Enter"],
      "always",
      () => void runner.runAll(),
    ),
    action(
      "cell.runAbove",
      t("notebook.run.above"),
      run,
      [],
      "command",
      withSelected((uid) => void runner.runAbove(uid)),
    ),
    action(
      "notebook.stop",
      t("notebook.stop.all"),
      run,
      ["i i"],
      "command",
      () => void runner.cancelAll(),
    ),
    action(
      "cell.edit",
      t("notebook.edit"),
      cell,
      ["Enter"],
      "command",
      withSelected((uid) => session.select(uid, true)),
      isSelected,
    ),
    action("cell.up", t("notebook.select.up"), cell, ["Up", "k"], "command", () =>
      session.selectBy(-1),
    ),
    action("cell.down", t("notebook.select.down"), cell, ["Down", "j"], "command", () =>
      session.selectBy(1),
    ),
    action(
      "cell.insertAbove",
      t("notebook.insert.above"),
      cell,
      ["a"],
      "command",
      () => void session.insertBefore("cell", selected()),
    ),
    action(
      "cell.insertBelow",
      t("notebook.insert.below"),
      cell,
      ["b"],
      "command",
      () => void session.insert("cell", selected()),
    ),
    action(
      "cell.delete",
      t("notebook.delete"),
      cell,
      ["d d"],
      "command",
      withSelected((uid) => deleteWithUndo(session, uid)),
    ),
    action(
      "cell.moveUp",
      t("notebook.move.up"),
      cell,
      ["Alt-Up"],
      "command",
      withSelected((uid) => session.move(uid, -1)),
    ),
    action(
      "cell.moveDown",
      t("notebook.move.down"),
      cell,
      ["Alt-Down"],
      "command",
      withSelected((uid) => session.move(uid, 1)),
    ),
    action(
      "cell.toProse",
      t("notebook.to.prose"),
      cell,
      ["m"],
      "command",
      withSelected((uid) => session.convert(uid, "prose")),
    ),
    action(
      "cell.toSql",
      t("notebook.to.sql"),
      cell,
      ["y"],
      "command",
      withSelected((uid) => session.convert(uid, "cell")),
    ),
    action(
      "cell.mode",
      t("notebook.mode.toggle"),
      cell,
      [],
      "command",
      withSelected((uid) => {
        const mode = session.find(uid)?.attributes.mode;
        session.setAttribute(uid, "mode", mode?.startsWith("stream") ? "batch" : "streaming");
      }),
    ),
    action(
      "notebook.undo",
      t("notebook.undo"),
      notebook,
      ["z"],
      "command",
      () => session.undo(),
      () => session.state.undo.length > 0,
    ),
    action(
      "notebook.save",
      t("notebook.save"),
      notebook,
      ["Mod-s"],
      "always",
      () => void session.flush(),
    ),
  ];
}

function action(
  id: string,
  name: string,
  group: string,
  keys: readonly string[],
  scope: Action["scope"],
  run: () => void,
  isEnabled?: () => boolean,
): Action {
  return { id, name, group, keys, scope, run, ...(isEnabled && { isEnabled }) };
}
