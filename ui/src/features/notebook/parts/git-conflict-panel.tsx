import { Button, Group } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { type Block, update } from "@/core/notebook/document";
import { conflictFrom, conflictIn, decided } from "@/core/notebook/git-conflict";
import { t } from "@/messages";
import { useDesk, useNotebook } from "../state/context";
import css from "./notebook.module.css";

/** What git left open in the file, as a choice between its versions; nothing for other blocks. */
export function GitConflictPanel({ block }: { block: Block }) {
  return block.kind === "damaged" ? (
    <BlocksConflict block={block} />
  ) : (
    <TextConflict block={block} />
  );
}

/** Two versions of one cell's text. */
function TextConflict({ block }: { block: Block }) {
  const { session } = useDesk();
  const found = useMemo(() => conflictIn(block.text), [block.text]);
  if (found === null) {
    return null;
  }
  const take = (text: string) => session.edit(update(session.state.blocks, block.uid, { text }));
  return (
    <Panel title={t("notebook.git.cell")}>
      <Version name={found.oursName} text={found.ours} onTake={() => take(found.ours)} />
      <Version name={found.theirsName} text={found.theirs} onTake={() => take(found.theirs)} />
    </Panel>
  );
}

/** Two versions of some cells; they stand below, each under its marker. */
function BlocksConflict({ block }: { block: Block }) {
  const { session } = useDesk();
  const blocks = useNotebook((state) => state.blocks);
  const found = useMemo(() => conflictFrom(blocks, block.uid), [blocks, block.uid]);
  if (found === null) {
    return null;
  }
  const take = (side: "ours" | "theirs" | "both") => session.edit(decided(blocks, found, side));
  const textOf = (side: readonly Block[]) => side.map((it) => it.text.trimEnd()).join("\n\n");
  return (
    <Panel title={t("notebook.git.cells")}>
      <Version name={found.oursName} text={textOf(found.ours)} onTake={() => take("ours")} />
      <Version name={found.theirsName} text={textOf(found.theirs)} onTake={() => take("theirs")} />
      <Button variant="default" mt="sm" onClick={() => take("both")}>
        {t("notebook.git.both")}
      </Button>
    </Panel>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.conflict} aria-label={title}>
      <p>
        <b>{title}</b>
      </p>
      {children}
    </section>
  );
}

function Version({ name, text, onTake }: { name: string; text: string; onTake: () => void }) {
  const named = name === "" ? t("notebook.git.unnamed") : name;
  return (
    <>
      <Group justify="space-between" gap="sm" mt="sm">
        <span className={css.dim}>{named}</span>
        <Button variant="default" onClick={onTake}>
          {t("notebook.git.take", { name: named })}
        </Button>
      </Group>
      <pre>{text}</pre>
    </>
  );
}
