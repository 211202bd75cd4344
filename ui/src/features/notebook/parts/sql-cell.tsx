import { Play, Square } from "lucide-react";
import { useCallback, useMemo, useRef } from "react";
import { api, type RunInfo } from "@/api";
import { keysOf } from "@/commands";
import { CodeEditor } from "@/components/editor/code-editor";
import type { CompletionRequest } from "@/components/editor/completion";
import { Choice } from "@/components/ui/choice";
import { keysText } from "@/components/ui/kbd";
import { ToolButton } from "@/components/ui/tool-button";
import { useSeenOnce } from "@/components/ui/use-visible";
import type { Block } from "@/core/notebook/document";
import { errorRange } from "@/core/notebook/quick-fix";
import { partIn } from "@/core/sql/part";
import { t } from "@/messages";
import { keepEditor, useDesk, useNotebook } from "../state/context";
import { isRunnable } from "../state/runner";
import { isFinal, isStale } from "../state/runs";
import { CellOutput } from "./cell-output";
import { FoundText } from "./found-text";
import css from "./notebook.module.css";
import { RunLine } from "./run-line";
import { useFound } from "./use-found";

interface Props {
  block: Block;
  number: number;
  latest: RunInfo | undefined;
  shown: RunInfo | undefined;
  place: number;
  isEditing: boolean;
}

const MODES = ["batch", "streaming", "auto"] as const;
type Mode = (typeof MODES)[number];

export function SqlCell({ block, number, latest, shown, place, isEditing }: Props) {
  const { session, runner, editors } = useDesk();
  const isAsked = useNotebook((state) => state.asked.has(block.uid));
  const host = useRef<HTMLDivElement>(null);
  const isSeen = useSeenOnce(host);
  const isFolded = useNotebook((state) => state.folded.has(block.uid));
  const isActive = latest !== undefined && !isFinal(latest);
  const isOld = latest !== undefined && isStale(block, latest);
  const isSql = block.language === "sql";
  const found = useFound(block);
  const marks = useErrorMarks(block, latest);
  const kernelId = latest?.kernelId;
  const complete = useCallback(
    async ({ source, position }: CompletionRequest) => {
      const kernel = kernelId ?? (await api.kernelFor(session.state.path)).id;
      return api.complete(kernel, source, position);
    },
    [kernelId, session],
  );

  return (
    <div ref={host} className={css.code} data-stale={isOld || undefined}>
      <div className={css.head}>
        {isActive ? (
          <ToolButton
            icon={Square}
            tone="danger"
            label={t("notebook.stop")}
            keys={keysText(keysOf("notebook.stop"))}
            onClick={() => void runner.cancel(latest.id)}
          />
        ) : (
          <ToolButton
            icon={Play}
            tone="accent"
            label={t("notebook.run")}
            keys={keysText(keysOf("cell.run"))}
            isDisabled={!isRunnable(block) || isAsked}
            onClick={() => void runner.run([block.uid])}
          />
        )}
        <span className={css.language}>{block.language?.toUpperCase()}</span>
        {isSql && <ModeSwitch block={block} />}
        <span className={css.id}>{block.id}</span>
        {!isSql && <span className={css.dim}>{t("notebook.cell.unsupported")}</span>}
      </div>
      {isSeen || isEditing ? (
        <CodeEditor
          value={block.text}
          language={isSql ? "sql" : "plain"}
          label={t("notebook.editor.label", { n: number })}
          placeholder={isSql ? t("notebook.editor.placeholder") : ""}
          isFocused={isEditing}
          marks={marks}
          found={found}
          complete={complete}
          onChange={(text) => session.setText(block.uid, text)}
          onFocus={() => session.select(block.uid, true)}
          onBlur={() => session.leaveEditor(block.uid)}
          onReady={(editor) => keepEditor(editors, block.uid, editor)}
          onLeave={(how) => {
            if (how === "command") {
              session.select(block.uid, false);
            } else {
              session.selectBy(how === "up" ? -1 : 1);
            }
          }}
        />
      ) : (
        <FoundText text={block.text} found={found} className={css.placeholder} />
      )}
      {(latest !== undefined || isAsked) && (
        <RunLine
          latest={latest}
          isAsked={isAsked}
          isStale={isOld}
          isPart={latest !== undefined && partIn(block.text, latest.source) === "part"}
          place={place}
          isFolded={isFolded}
          onFold={() => session.fold([block.uid], !isFolded)}
          onRerun={() => void runner.run([block.uid])}
        />
      )}
      {shown !== undefined && !isFolded && (
        <CellOutput block={block} run={shown} isOutdated={shown.id !== latest?.id} />
      )}
    </div>
  );
}

function ModeSwitch({ block }: { block: Block }) {
  const { session } = useDesk();
  const { mode } = block.attributes;
  const value: Mode =
    mode === "batch" ? "batch" : mode?.startsWith("stream") ? "streaming" : "auto";
  return (
    <Choice
      label={t("notebook.mode.label")}
      value={value}
      options={MODES.map((it) => ({
        value: it,
        label: t(`notebook.mode.${it}`),
        title: t(`notebook.mode.${it}.help`),
      }))}
      onChange={(next) => session.setAttribute(block.uid, "mode", next === "auto" ? null : next)}
    />
  );
}

/** Where the last run found something wrong; gone as soon as the text is another. */
function useErrorMarks(block: Block, run: RunInfo | undefined) {
  return useMemo(() => {
    if (run === undefined || partIn(block.text, run.source) === null) {
      return [];
    }
    const ofStatements = run.statements.flatMap((it) => it.error ?? []);
    const errors = ofStatements.length > 0 ? ofStatements : run.error === null ? [] : [run.error];
    return errors.flatMap((error) => {
      const range = errorRange(block.text, error);
      return range === null ? [] : [{ ...range, message: error.message }];
    });
  }, [block.text, run]);
}
