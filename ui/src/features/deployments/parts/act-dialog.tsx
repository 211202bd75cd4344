import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { type DeploymentInfo, problemOf } from "@/api";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { notifyDone } from "@/components/ui/notify";
import { ProblemPanel } from "@/components/ui/problem-panel";
import { reasonOf } from "@/core/format/problems";
import { t } from "@/messages";
import { type Act, type Begin, commandLine, isBeginning, isDangerous, perform } from "../acts";
import { BeginChoice } from "./begin-choice";
import css from "./deployments.module.css";

export interface Asked {
  act: Act;
  /** Those it applies to; not none. */
  deployments: readonly DeploymentInfo[];
  /** How many were selected that it does not apply to. */
  left: number;
  begin: Begin;
}

interface Props extends Asked {
  onClose: () => void;
  onDone: () => void;
}

/** Lines of the terminal that are shown; all of them are copied. */
const LINES = 6;
/** Requests under way at once. */
const SIDE_BY_SIDE = 4;

interface Refusal {
  name: string;
  why: string;
}

/** Says what an action will do, and the same as a command, before it is done. */
export function ActDialog({ act, deployments, left, begin: first, onClose, onDone }: Props) {
  const [begin, setBegin] = useState(first);
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const only = deployments.length === 1 ? deployments[0] : undefined;
  const what =
    only === undefined
      ? t("deployments.act.many", { n: deployments.length })
      : t("deployments.act.one", { name: only.name });
  const clusters = [...new Set(deployments.map((it) => it.cluster))].join(", ");
  const lines = deployments.map((it) => commandLine(act, it.name, begin));
  const confirm = async () => {
    setBusy(true);
    const refused = await performAll(act, deployments, begin);
    setBusy(false);
    setRefusals(refused);
    if (refused.length === 0) {
      notifyDone(t("deployments.act.done"));
      onDone();
    }
  };
  return (
    <Dialog title={t(`deployments.${act}.title`, { what })} size="lg" onClose={onClose}>
      <div className={css.act}>
        <p>{textOf(act, begin, clusters)}</p>
        {left > 0 && <p className={css.dim}>{t("deployments.act.left", { n: left })}</p>}
        {isBeginning(act) && <BeginChoice only={only} begin={begin} onChange={setBegin} />}
        <CommandLines lines={lines} />
        {refusals.length > 0 && (
          <ProblemPanel
            title={t("deployments.act.failed", { n: refusals.length })}
            text={refusals.map((it) => t("deployments.act.refused", { ...it })).join("\n")}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button
            variant="default"
            data-autofocus={isDangerous(act) || undefined}
            onClick={onClose}
          >
            {t("common.cancel")}
          </Button>
          <Button
            data-autofocus={!isDangerous(act) || undefined}
            color={isDangerous(act) ? "red.9" : "fir"}
            loading={isBusy}
            disabled={begin.from === "PATH" && (begin.path ?? "") === ""}
            onClick={() => void confirm()}
          >
            {t(`deployments.${act}`)}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

/** Commands for the terminal, the first of them shown, all to be copied. */
export function CommandLines({ lines }: { lines: readonly string[] }) {
  return (
    <div className={css.command}>
      <div className={css.commandHead}>
        <span>{t("deployments.act.cli")}</span>
        <CopyButton text={lines.join("\n")} />
      </div>
      <pre>{lines.slice(0, LINES).join("\n")}</pre>
      {lines.length > LINES && (
        <p className={css.dim}>{t("deployments.act.more", { n: lines.length - LINES })}</p>
      )}
    </div>
  );
}

function textOf(act: Act, { from }: Begin, cluster: string): string {
  if (act === "restart" && from !== "LATEST") {
    return t(from === "NONE" ? "deployments.restart.none.text" : "deployments.restart.path.text");
  }
  return t(`deployments.${act}.text`, { cluster });
}

async function performAll(
  act: Act,
  deployments: readonly DeploymentInfo[],
  begin: Begin,
): Promise<Refusal[]> {
  const waiting = [...deployments];
  const refused: Refusal[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        await perform(act, next.name, begin);
      } catch (error) {
        refused.push({ name: next.name, why: reasonOf(problemOf(error)) });
      }
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return refused;
}
