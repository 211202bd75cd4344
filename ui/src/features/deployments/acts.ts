import { api, type DeploymentInfo, type StartFrom } from "@/api";

export type Act =
  | "start"
  | "resume"
  | "stop"
  | "suspend"
  | "restart"
  | "savepoint"
  | "cancel"
  | "delete";

/** What another attempt begins with. */
export interface Begin {
  from: StartFrom;
  path: string | null;
  mayDropState: boolean;
}

export const LATEST: Begin = { from: "LATEST", path: null, mayDropState: false };

/** What can be asked of a deployment as it is, the likeliest first. */
export function actsFor({ desired, verdict }: DeploymentInfo): readonly Act[] {
  const isEnded = verdict === "FAILED" || verdict === "FINISHED";
  if (desired !== "RUNNING") {
    const begin: Act = desired === "SUSPENDED" ? "resume" : "start";
    return verdict === "STOPPING" ? [begin, "cancel", "delete"] : [begin, "delete"];
  }
  const rest: Act[] = verdict === "RUNNING" ? ["savepoint", "cancel"] : ["cancel"];
  return isEnded ? ["start", "stop", "delete"] : ["stop", "suspend", "restart", ...rest, "delete"];
}

/** What can be asked of many at once. */
export const BULK: readonly Act[] = [
  "start",
  "stop",
  "suspend",
  "restart",
  "savepoint",
  "cancel",
  "delete",
];

export function isPossible(act: Act, deployment: DeploymentInfo): boolean {
  const acts = actsFor(deployment);
  return acts.includes(act) || (act === "start" && acts.includes("resume"));
}

export function isBeginning(act: Act): boolean {
  return act === "start" || act === "resume" || act === "restart";
}

export function isDangerous(act: Act): boolean {
  return act === "cancel" || act === "delete";
}

export async function perform(act: Act, name: string, begin: Begin): Promise<void> {
  if (act === "delete") {
    await api.deleteDeployment(name);
    return;
  }
  const kind = KINDS[act];
  await api.actOnDeployment(
    name,
    isBeginning(act)
      ? // Without a word about it, one that runs already is left alone.
        { act: kind, ...(isDefault(begin) ? {} : begin) }
      : { act: kind },
  );
}

/** The same as a line for the terminal. */
export function commandLine(act: Act, name: string, begin: Begin): string {
  const line = `./drey deployment ${act} ${shellWord(name)}`;
  if (!isBeginning(act)) {
    return line;
  }
  const from =
    begin.from === "LATEST"
      ? ""
      : ` --from ${begin.from === "NONE" ? "none" : shellWord(begin.path ?? "")}`;
  return line + from + (begin.mayDropState ? " --drop-state" : "");
}

const KINDS = {
  start: "START",
  resume: "RESUME",
  stop: "STOP",
  suspend: "SUSPEND",
  restart: "RESTART",
  savepoint: "SAVEPOINT",
  cancel: "CANCEL",
} as const;

function isDefault({ from, mayDropState }: Begin): boolean {
  return from === "LATEST" && !mayDropState;
}

function shellWord(word: string): string {
  return /^[\p{L}\p{N}_./:=@-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
