import type { Action, Scope } from "@/core/hotkeys/hotkeys";
import { type MessageKey, t } from "@/messages";

export interface Command {
  name: MessageKey;
  group: MessageKey;
  keys: readonly string[];
  scope: Scope;
}

function command(
  group: MessageKey,
  name: MessageKey,
  keys: readonly string[] = [],
  scope: Scope = "command",
): Command {
  return { name, group, keys, scope };
}

const GO = "shell.group.go";
const PAGE = "shell.group.page";
const RUN = "notebook.group.run";
const CELL = "notebook.group.cell";
const TEXT = "notebook.group.text";
const FIND = "notebook.group.find";
const LIST = "deployments.group.list";
const RESULT = "results.group.result";
const NOTEBOOK = "notebook.group.notebook";

/**
 * Everything a user can do by name, with its keys. The keyboard, the palette, the help sheet, the
 * hints of buttons and docs/keys.md all read this one list.
 */
export const commands = {
  "cell.runAndAdvance": command(RUN, "notebook.run.advance", ["Shift-Enter"], "cell"),
  "cell.run": command(RUN, "notebook.run.selected", ["Mod-Enter"], "cell"),
  "cell.runAndInsert": command(RUN, "notebook.run.below", ["Alt-Enter"], "cell"),
  "cell.runSelection": command(RUN, "notebook.run.selection", ["Mod-Alt-Enter"], "cell"),
  "notebook.runAll": command(RUN, "notebook.run.all", ["Mod-Shift-Enter"], "cell"),
  "cell.runAbove": command(RUN, "notebook.run.above"),
  "cell.runBelow": command(RUN, "notebook.run.rest"),
  "notebook.runStale": command(RUN, "notebook.run.stale"),
  "cell.plan": command(RUN, "plan.open", ["p"]),
  "cell.clearOutput": command(RUN, "notebook.clear.selected"),
  "notebook.clearOutputs": command(RUN, "notebook.clear.all"),
  "notebook.stop": command(RUN, "notebook.stop.all", ["i i"]),
  "kernel.restart": command(RUN, "notebook.kernel.restart", ["0 0"]),
  "kernel.restartAndRunAll": command(RUN, "session.restartAndRun"),
  "kernel.session": command(RUN, "session.open"),

  "cell.edit": command(CELL, "notebook.edit", ["Enter"]),
  "cell.command": command(CELL, "notebook.command", ["Escape"], "editor"),
  "cell.up": command(CELL, "notebook.select.up", ["Up", "k"]),
  "cell.down": command(CELL, "notebook.select.down", ["Down", "j"]),
  "cell.extendUp": command(CELL, "notebook.extend.up", ["Shift-Up", "Shift-k"]),
  "cell.extendDown": command(CELL, "notebook.extend.down", ["Shift-Down", "Shift-j"]),
  "cell.selectAll": command(CELL, "notebook.select.all"),
  "cell.selectOne": command(CELL, "notebook.select.one", ["Escape"]),
  "cell.insertAbove": command(CELL, "notebook.insert.above", ["a"]),
  "cell.insertBelow": command(CELL, "notebook.insert.below", ["b"]),
  "cell.cut": command(CELL, "notebook.cut", ["x"]),
  "cell.copy": command(CELL, "notebook.copy", ["c"]),
  "cell.paste": command(CELL, "notebook.paste", ["v"]),
  "cell.pasteAbove": command(CELL, "notebook.paste.above", ["Shift-v"]),
  "cell.delete": command(CELL, "notebook.delete", ["d d"]),
  "notebook.undo": command(CELL, "notebook.undo", ["z"]),
  "notebook.redo": command(CELL, "notebook.redo", ["Shift-z"]),
  "cell.moveUp": command(CELL, "notebook.move.up", ["Alt-Up"]),
  "cell.moveDown": command(CELL, "notebook.move.down", ["Alt-Down"]),
  "cell.split": command(CELL, "notebook.split", ["Mod-Shift--"], "cell"),
  "cell.merge": command(CELL, "notebook.merge", ["Shift-m"]),
  "cell.toProse": command(CELL, "notebook.to.prose", ["m"]),
  "cell.toSql": command(CELL, "notebook.to.sql", ["y"]),
  "cell.mode": command(CELL, "notebook.mode.toggle"),
  "cell.fold": command(CELL, "notebook.fold", ["o"]),

  "text.comment": command(TEXT, "notebook.comment", ["Mod-/"], "cell"),
  "text.format": command(TEXT, "notebook.format", ["Alt-Shift-f"], "cell"),
  "text.complete": command(TEXT, "notebook.complete", ["Mod-Space"], "editor"),
  "text.indent": command(TEXT, "notebook.indent", ["Tab"], "editor"),
  "text.outdent": command(TEXT, "notebook.outdent", ["Shift-Tab"], "editor"),
  "text.undo": command(TEXT, "notebook.text.undo", ["Mod-z"], "editor"),
  "text.redo": command(TEXT, "notebook.text.redo", ["Mod-Shift-z", "Mod-y"], "editor"),

  "find.open": command(FIND, "notebook.find.open", ["Mod-f"], "always"),
  "find.replace": command(FIND, "notebook.find.replace.open", ["Mod-h", "Mod-Alt-f"], "always"),
  "find.next": command(FIND, "notebook.find.next", ["F3", "Mod-g"], "always"),
  "find.previous": command(FIND, "notebook.find.previous", ["Shift-F3", "Mod-Shift-g"], "always"),

  "result.search": command(RESULT, "results.search.command", ["/"], "grid"),
  "result.sort": command(RESULT, "results.grid.sort", ["Space", "Shift-Space"], "grid"),
  "result.menu": command(RESULT, "results.grid.menu", ["Alt-Down"], "grid"),
  "result.all": command(RESULT, "results.grid.all", ["Mod-a"], "grid"),
  "result.copy": command(RESULT, "results.grid.copy", ["Mod-c"], "grid"),
  "result.pause": command(RESULT, "player.command.pause", ["s"], "grid"),
  "result.stepBack": command(RESULT, "player.back", [","], "grid"),
  "result.stepForward": command(RESULT, "player.forward", ["."], "grid"),
  "result.frameBack": command(RESULT, "player.frame.back", ["<"], "grid"),
  "result.frameForward": command(RESULT, "player.frame.forward", [">"], "grid"),
  "result.play": command(RESULT, "player.command.play", ["r"], "grid"),
  "result.open": command(RESULT, "results.grid.open", ["Enter"], "grid"),

  "catalog.toggle": command(NOTEBOOK, "catalog.toggle", ["Mod-b"], "always"),
  "catalog.find": command(NOTEBOOK, "catalog.find", ["g t"]),
  "notebook.save": command(NOTEBOOK, "notebook.save", ["Mod-s"], "always"),
  "notebook.history": command(NOTEBOOK, "history.command"),

  "deployments.find": command(LIST, "deployments.find.command", ["/"]),

  "page.palette": command(PAGE, "shell.palette.open", ["Mod-k"], "always"),
  "page.help": command(PAGE, "shell.help.open", ["?", "h"]),
  "page.theme": command(PAGE, "shell.theme.toggle"),
  "page.themeSystem": command(PAGE, "shell.theme.system"),
  "page.density": command(PAGE, "shell.density.toggle"),

  "go.home": command(GO, "shell.go.home", ["g h"]),
  "go.notebooks": command(GO, "shell.go.notebooks", ["g n"]),
  "go.search": command(GO, "shell.go.search", ["g f"]),
  "go.deployments": command(GO, "shell.go.deployments", ["g d"]),
  "go.jobs": command(GO, "shell.go.jobs", ["g j"]),
  "go.status": command(GO, "shell.go.status", ["g s"]),
} satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

/** A command with what it does on the page that is open. */
export function bind(id: CommandId, run: () => void, isEnabled?: () => boolean): Action {
  const { name, group, keys, scope } = commands[id];
  return { id, name: t(name), group: t(group), keys, scope, run, ...(isEnabled && { isEnabled }) };
}

/** A command that the editor or the rows of a result carry out by themselves, listed so that its keys can be looked up. */
export function ofEditor(id: CommandId): Action {
  return bind(id, () => undefined);
}

/** The first keys of a command, for the hint of its button. */
export function keysOf(id: CommandId): string {
  const keys: readonly string[] = commands[id].keys;
  return keys[0] ?? "";
}
