import { Button, Drawer, Skeleton, Switch } from "@mantine/core";
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import type { GridColumn } from "@/components/grid/grid-rows";
import { Choice } from "@/components/ui/choice";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import type { ArrowField } from "@/core/arrow/schema";
import type { CellValue } from "@/core/arrow/values";
import { formatBytes } from "@/core/format/numbers";
import { treeOf, type ValueNode } from "@/core/format/value-tree";
import { formatWhole } from "@/core/format/values";
import { t } from "@/messages";
import type { Opening } from "./use-opened-value";
import css from "./value-panel.module.css";
import { ValueTree } from "./value-tree";

interface Props {
  opening: Opening;
  column: GridColumn | undefined;
  field: ArrowField | undefined;
}

/** So many characters are drawn at once; a browser takes seconds to lay out millions. */
const PART = 100_000;

const MOVES = [
  { key: "ArrowLeft", icon: ArrowLeft, label: "results.value.left", rows: 0, columns: -1 },
  { key: "ArrowRight", icon: ArrowRight, label: "results.value.right", rows: 0, columns: 1 },
  { key: "ArrowUp", icon: ArrowUp, label: "results.value.up", rows: -1, columns: 0 },
  { key: "ArrowDown", icon: ArrowDown, label: "results.value.down", rows: 1, columns: 0 },
] as const;

/** One value in full, beside the table; the arrows lead to its neighbours. */
export function ValuePanel({ opening, column, field }: Props) {
  const { opened, move, close } = opening;
  const value = opened?.value;
  const [form, setForm] = useState<"tree" | "text">("tree");
  const [isWrapped, setWrapped] = useState(true);
  const tree = useMemo(() => (value === undefined ? null : treeOf(value, field)), [value, field]);
  const text = useMemo(() => (value === undefined ? "" : formatWhole(value)), [value]);
  const size = useMemo(
    () => (value === undefined ? "" : sizeOf(value, text, tree)),
    [value, text, tree],
  );
  const [shown, setShown] = useState(PART);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value is shown from its start
  useEffect(() => setShown(PART), [text]);
  const isTree = tree !== null && form === "tree";

  const onKeyDown = (event: KeyboardEvent) => {
    const found = MOVES.find((it) => it.key === event.key);
    const isOwn = event.target instanceof HTMLInputElement && !event.altKey;
    if (found !== undefined && !isOwn && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      move(found.rows, found.columns);
    }
  };
  return (
    <Drawer.Root
      opened={opened !== null}
      onClose={close}
      position="right"
      size="lg"
      onKeyDown={onKeyDown}
    >
      <Drawer.Overlay backgroundOpacity={0.15} />
      <Drawer.Content>
        {/* Its heading is no second banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>{column?.name ?? ""}</Drawer.Title>
          <Drawer.CloseButton aria-label={t("common.close")} />
        </Drawer.Header>
        <Drawer.Body>
          <div className={css.panel}>
            <div className={css.facts}>
              {t("results.value.row", { row: (opened?.row ?? 0) + 1, type: column?.type ?? "" })}
              {opened?.cutBytes !== undefined
                ? ` · ${t("results.value.start", { size: formatBytes(opened.cutBytes) })}`
                : size !== "" && ` · ${size}`}
            </div>
            <div className={css.bar}>
              {tree !== null && (
                <Choice
                  label={t("results.value.form")}
                  options={[
                    { value: "tree", label: t("results.value.tree") },
                    { value: "text", label: t("results.value.text") },
                  ]}
                  value={form}
                  onChange={setForm}
                />
              )}
              {!isTree && (
                <Switch
                  size="xs"
                  label={t("results.value.wrap")}
                  checked={isWrapped}
                  onChange={(event) => setWrapped(event.currentTarget.checked)}
                />
              )}
              <div className={css.tools}>
                {MOVES.map(({ key, icon, label, rows, columns }) => (
                  <IconButton
                    key={key}
                    size="sm"
                    icon={icon}
                    label={t(label)}
                    onClick={() => move(rows, columns)}
                  />
                ))}
                <CopyButton text={text} label={t("results.value.copy")} />
              </div>
            </div>
            {/* The focus stays here while the arrows lead on, whatever kind of value comes next. */}
            <section data-autofocus tabIndex={-1} aria-label={t("results.value.whole")}>
              {value === undefined ? (
                <Skeleton height={40} radius="sm" />
              ) : isTree ? (
                <ValueTree
                  key={`${opened?.row} ${opened?.column}`}
                  root={tree}
                  label={t("results.value.parts", { column: column?.name ?? "" })}
                />
              ) : (
                <pre
                  // biome-ignore lint/a11y/noNoninteractiveTabindex: unwrapped text is scrolled by keys
                  tabIndex={0}
                  className={css.text}
                  data-wrapped={isWrapped || undefined}
                  data-null={value === null || undefined}
                >
                  {text.slice(0, shown)}
                </pre>
              )}
              {!isTree && text.length > shown && (
                <Button variant="default" size="xs" mt="xs" onClick={() => setShown(shown + PART)}>
                  {t("results.value.more", { n: text.length - shown })}
                </Button>
              )}
            </section>
          </div>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

/** Whole characters, also those of two units. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) {
    count++;
  }
  return count;
}

/** How large a value is, in the measure that says most; empty where it is plain to see. */
function sizeOf(value: CellValue, text: string, tree: ValueNode | null): string {
  if (value instanceof Uint8Array) {
    return t("results.value.bytes", { n: value.length });
  }
  if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value).length;
    const characters = t("results.value.characters", { n: countCharacters(value) });
    return bytes < 1024 ? characters : `${characters}, ${formatBytes(bytes)}`;
  }
  return tree === null ? "" : t("results.value.characters.json", { n: text.length });
}
