import { Play, Square, Workflow } from "lucide-react";
import { lazy, Suspense, useCallback, useRef } from "react";
import { api, type RunInfo } from "@/api";
import { keysOf } from "@/commands";
import { CodeEditor } from "@/components/editor/code-editor";
import { CodeText } from "@/components/editor/code-text";
import type { CompletionRequest } from "@/components/editor/completion";
import { useEditorTurn } from "@/components/editor/use-editor-turn";
import { Choice } from "@/components/ui/choice";
import { keysText } from "@/components/ui/kbd";
import { ToolButton } from "@/components/ui/tool-button";
import { useOnScreen, useSeenOnce } from "@/components/ui/use-visible";
import type { Block } from "@/core/notebook/document";
import { partIn } from "@/core/sql/part";
import { t } from "@/messages";
import { keepEditor, useDesk, useNotebook } from "../state/context";
import { isRunnable } from "../state/runner";
import { hasOutput, isFinal, isStale } from "../state/runs";
import { CellOutput } from "./cell-output";
import { clearOutputs } from "./clear-toast";
import css from "./notebook.module.css";
import { RunLine } from "./run-line";
import { useFound } from "./use-found";
import { useLiveCheck } from "./use-live-check";
import { useMarks } from "./use-marks";

// Loaded when first opened.
const PlanDialog = lazy(() => import("./plan-dialog"));

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

/** A cell so far off the screen has no editor: each one open is told of every scroll. */
const FAR = "1000px";

/** A cell of code. One that never came near the screen is only its text: there may be hundreds. */
export function SqlCell(props: Props) {
  const { block, latest, isEditing } = props;
  const host = useRef<HTMLDivElement>(null);
  const isSeen = useSeenOnce(host);
  const isNear = useOnScreen(host, FAR);
  const isSelected = useNotebook((state) => state.selected === block.uid);
  const hasEditor = useEditorTurn(isNear, isSelected);
  const isPlanned = useIsPlanned(block);
  const isOld = latest !== undefined && isStale(block, latest);
  return (
    <div ref={host} className={css.code} data-stale={isOld || undefined}>
      {isSeen || isEditing || isPlanned ? (
        <WholeCell {...props} isOld={isOld} hasEditor={hasEditor} />
      ) : (
        <CellText block={block} hasOutput={props.shown !== undefined} />
      )}
    </div>
  );
}

function CellText({ block, hasOutput }: { block: Block; hasOutput: boolean }) {
  const found = useFound(block);
  return (
    <>
      <div className={css.head}>
        <span className={css.language}>{block.language?.toUpperCase()}</span>
        <span className={css.id}>{block.id}</span>
      </div>
      <CodeText text={block.text} language={languageOf(block)} found={found} />
      {hasOutput && <div className={css.unseenOutput} />}
    </>
  );
}

function useIsPlanned(block: Block): boolean {
  return useNotebook(({ open }) => open !== null && open !== "session" && open.plan === block.uid);
}

interface WholeProps extends Props {
  isOld: boolean;
  hasEditor: boolean;
}

function WholeCell(props: WholeProps) {
  const { block, number, latest, shown, place, isEditing, isOld, hasEditor } = props;
  const { session, runner, editors } = useDesk();
  const isAsked = useNotebook((state) => state.asked.has(block.uid));
  const isPlanned = useIsPlanned(block);
  const isFolded = useNotebook((state) => state.folded.has(block.uid));
  const isActive = latest !== undefined && !isFinal(latest);
  const isSql = block.language === "sql";
  const found = useFound(block);
  const kernelId = latest?.kernelId;
  const kernel = useCallback(
    async () => kernelId ?? (await api.kernelFor(session.state.path)).id,
    [kernelId, session],
  );
  const complete = useCallback(
    async ({ source, position }: CompletionRequest) =>
      api.complete(await kernel(), source, position),
    [kernel],
  );
  const describe = useCallback(
    async ({ source, position }: CompletionRequest) =>
      api.describe(await kernel(), source, position),
    [kernel],
  );
  const mode = modeOf(block);
  const checked = useLiveCheck(
    block.text,
    mode === "auto" ? null : mode,
    isSql && isEditing,
    kernel,
  );
  const marks = useMarks(block.text, latest, checked);

  return (
    <>
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
        {isSql && (
          <ToolButton
            icon={Workflow}
            label={t("plan.open")}
            isDisabled={block.text.trim() === ""}
            onClick={() => session.show({ plan: block.uid })}
          />
        )}
        {!isSql && <span className={css.dim}>{t("notebook.cell.unsupported")}</span>}
      </div>
      <CodeEditor
        value={block.text}
        language={languageOf(block)}
        label={t("notebook.editor.label", { n: number })}
        placeholder={isSql ? t("notebook.editor.placeholder") : ""}
        isFocused={isEditing}
        instead={
          hasEditor ? null : (
            <CodeText text={block.text} language={languageOf(block)} found={found} />
          )
        }
        marks={marks}
        found={found}
        complete={complete}
        describe={describe}
        onChange={(text) => session.type(block.uid, text)}
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
          onClear={
            shown !== undefined && hasOutput(shown)
              ? () => clearOutputs([shown], runner)
              : undefined
          }
        />
      )}
      {shown !== undefined && !isFolded && (
        <CellOutput block={block} run={shown} isOutdated={shown.id !== latest?.id} />
      )}
      {isPlanned && (
        <Suspense>
          <PlanDialog
            title={t("notebook.cell.sql", { n: number })}
            text={block.text}
            mode={mode === "auto" ? null : mode}
            run={latest}
            kernel={kernel}
            onClose={() => session.show(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function languageOf({ language }: Block): "sql" | "plain" {
  return language === "sql" ? "sql" : "plain";
}

function modeOf(block: Block): Mode {
  const { mode } = block.attributes;
  return mode === "batch" ? "batch" : mode?.startsWith("stream") ? "streaming" : "auto";
}

function ModeSwitch({ block }: { block: Block }) {
  const { session } = useDesk();
  return (
    <Choice
      label={t("notebook.mode.label")}
      value={modeOf(block)}
      options={MODES.map((it) => ({
        value: it,
        label: t(`notebook.mode.${it}`),
        title: t(`notebook.mode.${it}.help`),
      }))}
      onChange={(next) => session.setAttribute(block.uid, "mode", next === "auto" ? null : next)}
    />
  );
}
