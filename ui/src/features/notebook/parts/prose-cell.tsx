import { Button } from "@mantine/core";
import { Pencil } from "lucide-react";
import { CodeEditor } from "@/components/editor/code-editor";
import { CodeText } from "@/components/editor/code-text";
import { Markdown } from "@/components/ui/markdown";
import { ToolButton } from "@/components/ui/tool-button";
import type { Block } from "@/core/notebook/document";
import { t } from "@/messages";
import { keepEditor, useDesk } from "../state/context";
import css from "./notebook.module.css";
import { useFound } from "./use-found";

interface Props {
  block: Block;
  number: number;
  isEditing: boolean;
}

export function ProseCell({ block, number, isEditing }: Props) {
  const { session, editors } = useDesk();
  const found = useFound(block);
  if (isEditing) {
    return (
      <div className={css.proseEditor}>
        <CodeEditor
          value={block.text}
          language="markdown"
          label={t("notebook.editor.prose", { n: number })}
          isFocused
          found={found}
          onChange={(text) => session.type(block.uid, text)}
          onReady={(editor) => keepEditor(editors, block.uid, editor)}
          onLeave={(how) => how === "command" && session.select(block.uid, false)}
        />
        <Button variant="default" m={8} onClick={() => session.select(block.uid, false)}>
          {t("notebook.prose.done")}
        </Button>
      </div>
    );
  }
  if (found.current !== null) {
    return <CodeText text={block.text} language="plain" found={found} />;
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside does the same
    <div className={css.prose} onDoubleClick={() => session.select(block.uid, true)}>
      {block.text.trim() === "" ? (
        <p className={css.dim}>{t("notebook.prose.empty")}</p>
      ) : (
        <Markdown text={block.text} />
      )}
      <span className={css.proseEdit}>
        <ToolButton
          icon={Pencil}
          label={t("notebook.prose.edit")}
          onClick={() => session.select(block.uid, true)}
        />
      </span>
    </div>
  );
}
