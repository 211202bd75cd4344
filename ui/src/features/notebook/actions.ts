import type { RunInfo } from "@/api";
import { bind, ofEditor } from "@/commands";
import { notifyProblem } from "@/components/ui/notify";
import { notifyWithUndo } from "@/components/ui/undo-toast";
import type { Action } from "@/core/hotkeys/hotkeys";
import { t } from "@/messages";
import { findInCatalog, toggleCatalog } from "./catalog/catalog-state";
import { clearOutputs } from "./parts/clear-toast";
import type { Desk } from "./state/context";
import { selection } from "./state/selection";

export function deleteWithUndo({ session, cells }: Desk, uids: readonly string[]): void {
  const n = cells.delete(uids);
  if (n === 0) {
    return;
  }
  notifyOfStep({ session }, t("notebook.deleted", { n }));
}

/** Says what was just done to cells, with a way back. */
export function notifyOfStep({ session }: Pick<Desk, "session">, text: string): void {
  const step = session.state.undo.at(-1);
  if (step !== undefined) {
    notifyWithUndo(text, () => session.takeBack(step));
  }
}

interface Outside {
  restartKernel: () => void;
  restartAndRunAll: () => void;
  /** The runs whose output is shown, of some cells or of all. */
  outputsOf: (uids: readonly string[] | null) => RunInfo[];
}

/** What can be done in a notebook, with Jupyter's keys. */
export function notebookActions(desk: Desk, outside: Outside): Action[] {
  return [
    ...runActions(desk, outside),
    ...selectActions(desk),
    ...cellActions(desk),
    ...textActions(desk),
    ...findActions(desk),
    bind("catalog.toggle", toggleCatalog),
    bind("catalog.find", findInCatalog),
    bind("notebook.save", () => void desk.session.flush()),
  ];
}

function runActions(desk: Desk, { restartKernel, restartAndRunAll, outputsOf }: Outside): Action[] {
  const { session, runner, cells } = desk;
  const chosen = () => selection(session.state);
  const isSelected = () => session.state.selected !== null;
  const runAndAdvance = () => {
    const uids = chosen();
    void runner.run(uids);
    const { blocks } = session.state;
    const at = blocks.findIndex((block) => block.uid === uids.at(-1));
    const next = blocks[at + 1];
    if (next === undefined) {
      cells.insert("cell", uids.at(-1) ?? null);
    } else {
      session.select(next.uid);
    }
  };
  const run = () => {
    void runner.run(chosen());
    if (session.state.isEditing) {
      session.select(session.state.selected);
    }
  };
  const runAndInsert = () => {
    void runner.run(chosen());
    cells.insert("cell", chosen().at(-1) ?? null);
  };
  return [
    bind("cell.runAndAdvance", runAndAdvance, isSelected),
    bind("cell.run", run, isSelected),
    bind("cell.runAndInsert", runAndInsert, isSelected),
    bind(
      "cell.runSelection",
      () => {
        const text = selectedText(desk);
        if (text !== null) {
          void runner.runPart(text.uid, text.from, text.to);
        }
      },
      () => selectedText(desk) !== null,
    ),
    bind("notebook.runAll", () => void runner.runAll()),
    bind("cell.runAbove", () => void runner.runAbove(chosen()[0] ?? ""), isSelected),
    bind("cell.runBelow", () => void runner.runFrom(chosen()[0] ?? ""), isSelected),
    bind("notebook.runStale", () => void runner.runStale()),
    bind("cell.clearOutput", () => clearOutputs(outputsOf(chosen()), runner), isSelected),
    bind("notebook.clearOutputs", () => clearOutputs(outputsOf(null), runner)),
    bind("notebook.stop", () => void runner.cancelAll()),
    bind("kernel.restart", restartKernel),
    bind("kernel.restartAndRunAll", restartAndRunAll),
    bind("kernel.session", () => session.show("session")),
  ];
}

function selectActions({ session }: Desk): Action[] {
  const selectAll = () => {
    const shown = session.state.blocks.filter((block) => block.kind !== "front-matter");
    session.select(shown[0]?.uid ?? null);
    session.extendTo(shown.at(-1)?.uid ?? "");
  };
  const fold = () => {
    const uids = selection(session.state);
    session.fold(uids, !uids.every((uid) => session.state.folded.has(uid)));
  };
  return [
    bind(
      "cell.edit",
      () => session.select(session.state.selected, true),
      () => session.state.selected !== null,
    ),
    ofEditor("cell.command"),
    bind("cell.up", () => session.selectBy(-1)),
    bind("cell.down", () => session.selectBy(1)),
    bind("cell.extendUp", () => session.extendBy(-1)),
    bind("cell.extendDown", () => session.extendBy(1)),
    bind("cell.selectAll", selectAll),
    bind(
      "cell.selectOne",
      () => session.select(session.state.selected),
      () => session.state.anchor !== null,
    ),
    bind("cell.fold", fold),
    bind(
      "cell.plan",
      () => session.show({ plan: session.state.selected ?? "" }),
      () =>
        session.state.blocks.some(
          (block) => block.uid === session.state.selected && block.language === "sql",
        ),
    ),
  ];
}

function cellActions(desk: Desk): Action[] {
  const { session, cells } = desk;
  const chosen = () => selection(session.state);
  const split = () => {
    const uid = session.state.selected;
    const place = uid === null ? undefined : desk.editors.get(uid)?.selection();
    if (uid !== null && place !== undefined) {
      cells.split(uid, place.from, place.to);
    }
  };
  const merge = () => {
    if (!cells.merge(chosen())) {
      notifyProblem(t("notebook.merge.refused"), "");
    }
  };
  const canPaste = () => cells.canPaste;
  return [
    bind("cell.insertAbove", () => void cells.insertBefore("cell", chosen()[0] ?? null)),
    bind("cell.insertBelow", () => void cells.insert("cell", chosen().at(-1) ?? null)),
    bind("cell.cut", () => share(cells.cut(chosen()))),
    bind("cell.copy", () => share(cells.copy(chosen()))),
    bind("cell.paste", () => cells.paste("below"), canPaste),
    bind("cell.pasteAbove", () => cells.paste("above"), canPaste),
    bind("cell.delete", () => deleteWithUndo(desk, chosen())),
    bind(
      "notebook.undo",
      () => session.undo(),
      () => session.state.undo.length > 0,
    ),
    bind(
      "notebook.redo",
      () => session.redo(),
      () => session.state.redo.length > 0,
    ),
    bind("cell.moveUp", () => cells.move(chosen(), -1)),
    bind("cell.moveDown", () => cells.move(chosen(), 1)),
    bind("cell.split", split, () => desk.editors.has(session.state.selected ?? "")),
    bind("cell.merge", merge),
    bind("cell.toProse", () => cells.convert(chosen(), "prose")),
    bind("cell.toSql", () => cells.convert(chosen(), "cell")),
    bind("cell.mode", () => cells.toggleMode(chosen())),
  ];
}

/** Puts a text on the system's clipboard too, where the browser lets the page. */
function share(text: string): void {
  void navigator.clipboard?.writeText(text).catch(() => undefined);
}

function textActions(desk: Desk): Action[] {
  const { session, cells, editors } = desk;
  const comment = () => {
    const editor = editors.get(session.state.selected ?? "");
    if (session.state.isEditing && editor !== undefined) {
      editor.toggleComment();
    } else {
      cells.toggleComments(selection(session.state));
    }
  };
  return [
    bind("text.comment", comment),
    bind("text.format", () => void formatCells(desk)),
    ofEditor("text.complete"),
    ofEditor("text.indent"),
    ofEditor("text.outdent"),
    ofEditor("text.undo"),
    ofEditor("text.redo"),
    ofEditor("result.search"),
    ofEditor("result.sort"),
    ofEditor("result.menu"),
    ofEditor("result.all"),
    ofEditor("result.copy"),
    ofEditor("result.open"),
    ofEditor("result.pause"),
    ofEditor("result.stepBack"),
    ofEditor("result.stepForward"),
    ofEditor("result.frameBack"),
    ofEditor("result.frameForward"),
    ofEditor("result.play"),
  ];
}

function findActions(desk: Desk): Action[] {
  const { finder, session } = desk;
  const open = (isReplacing: boolean) => () => {
    const place = selectedText(desk);
    const text = place && session.find(place.uid)?.text.slice(place.from, place.to);
    finder.open(isReplacing, text === undefined || text?.includes("\n") ? null : text);
  };
  const isLooking = () => finder.state.pattern !== null;
  return [
    bind("find.open", open(false)),
    bind("find.replace", open(true)),
    bind("find.next", () => finder.next(), isLooking),
    bind("find.previous", () => finder.previous(), isLooking),
  ];
}

async function formatCells({ session, cells }: Desk): Promise<void> {
  const uids = selection(session.state);
  // Whoever never formats never loads the formatter.
  const { formatSql } = await import("@/core/sql/format");
  const sql = session.state.blocks.filter((it) => uids.includes(it.uid) && it.language === "sql");
  const texts = new Map<string, string>();
  for (const block of sql) {
    const laidOut = formatSql(block.text);
    if (laidOut !== null) {
      texts.set(block.uid, laidOut);
    }
  }
  cells.setTexts(texts);
  const n = sql.length - texts.size;
  if (n > 0) {
    notifyProblem(t("notebook.format.refused", { n }), t("notebook.format.refused.text"));
  }
}

/** The text that is selected in the editor of the selected cell, where there is any. */
function selectedText({ session, editors }: Desk) {
  const uid = session.state.selected;
  const place = uid === null ? undefined : editors.get(uid)?.selection();
  const text = uid === null ? undefined : session.find(uid)?.text;
  return uid === null || place === undefined || !text?.slice(place.from, place.to).trim()
    ? null
    : { uid, ...place };
}
