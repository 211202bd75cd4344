import { Tabs } from "@mantine/core";
import { useState } from "react";
import type { RunInfo } from "@/api";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { ResultView } from "../results/result-view";
import { useDesk } from "../state/context";
import { outputOf } from "../state/runs";
import { ErrorPanel } from "./error-panel";
import css from "./notebook.module.css";
import { StatementMessages } from "./statement-messages";

interface Props {
  block: Block;
  run: RunInfo;
  /** A newer run is on its way; what is shown is of the one before. */
  isOutdated: boolean;
}

/** What a run produced: its error, its results in tabs, its messages. */
export function CellOutput({ block, run, isOutdated }: Props) {
  const { results, messages } = outputOf(run);
  const [isEnlarged, setEnlarged] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const errors = run.statements.flatMap((it) =>
    it.error === null ? [] : [{ error: it.error, statement: it }],
  );
  const only = run.error !== null && errors.length === 0 ? run.error : null;
  const isThere = chosen === "messages" || results.some((it) => it.resultId === chosen);
  const shown = isThere ? chosen : (results[results.length - 1]?.resultId ?? null);
  const hasTabs = results.length + (messages.length > 0 ? 1 : 0) > 1;
  if (results.length === 0 && messages.length === 0 && errors.length === 0 && only === null) {
    return null;
  }
  return (
    <div className={css.output} data-outdated={isOutdated || undefined}>
      {isOutdated && <p className={css.outdated}>{t("notebook.output.outdated")}</p>}
      {only !== null && <ErrorPanel block={block} run={run} error={only} statement={null} />}
      {errors.map(({ error, statement }) => (
        <ErrorPanel
          key={statement.index}
          block={block}
          run={run}
          error={error}
          statement={run.statements.length > 1 ? statement : null}
        />
      ))}
      {results.length === 0 && messages.length > 0 && <StatementMessages messages={messages} />}
      {results.length > 0 && (
        <div className={css.resultFrame}>
          <Tabs value={shown} onChange={setChosen} keepMounted={false}>
            {hasTabs && (
              <Tabs.List className={css.tabs}>
                {results.map((result, i) => (
                  <Tabs.Tab key={result.resultId} value={result.resultId}>
                    {`${i + 1} · ${result.kind}`}
                  </Tabs.Tab>
                ))}
                {messages.length > 0 && (
                  <Tabs.Tab value="messages">{t("results.tab.messages")}</Tabs.Tab>
                )}
              </Tabs.List>
            )}
            {results.map((result, i) => (
              <Tabs.Panel key={result.resultId} value={result.resultId}>
                <ShownResult
                  resultId={result.resultId}
                  block={block}
                  isShow={i === results.length - 1}
                  isEnlarged={isEnlarged}
                  onEnlarge={setEnlarged}
                />
              </Tabs.Panel>
            ))}
            {messages.length > 0 && (
              <Tabs.Panel value="messages">
                <StatementMessages messages={messages} />
              </Tabs.Panel>
            )}
          </Tabs>
        </div>
      )}
    </div>
  );
}

interface ShownProps {
  resultId: string;
  block: Block;
  /** Whether the cell's `show` attribute speaks of this result: it is that of the last query. */
  isShow: boolean;
  isEnlarged: boolean;
  onEnlarge: (isEnlarged: boolean) => void;
}

function ShownResult({ resultId, block, isShow, isEnlarged, onEnlarge }: ShownProps) {
  const { session } = useDesk();
  return (
    <ResultView
      resultId={resultId}
      name={block.id ?? t("results.live.unnamed")}
      isEnlarged={isEnlarged}
      onEnlarge={onEnlarge}
      show={isShow ? block.attributes.show : undefined}
      onShow={(show) => {
        if (isShow) {
          session.setAttribute(block.uid, "show", show);
        }
      }}
    />
  );
}
