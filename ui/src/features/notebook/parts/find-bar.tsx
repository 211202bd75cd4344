import { Button } from "@mantine/core";
import { ArrowDown, ArrowUp, CaseSensitive, Regex, WholeWord, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { useStore } from "zustand";
import { keysOf } from "@/commands";
import { keysText } from "@/components/ui/kbd";
import { ToolButton } from "@/components/ui/tool-button";
import type { Query } from "@/core/notebook/find";
import { t } from "@/messages";
import { notifyOfStep } from "../actions";
import { useDesk, useNotebook } from "../state/context";
import css from "./find-bar.module.css";

const SWITCHES = [
  ["isCase", CaseSensitive],
  ["isWord", WholeWord],
  ["isRegex", Regex],
] as const;

/** Finding and replacing in the whole notebook. */
export function FindBar() {
  const { finder } = useDesk();
  const isOpen = useStore(finder.store, (state) => state.isOpen);
  return isOpen ? <OpenFindBar /> : null;
}

function OpenFindBar() {
  const desk = useDesk();
  const { finder } = desk;
  const { query, replacement, isReplacing, asked } = useStore(finder.store);
  const field = useRef<HTMLInputElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, it takes the focus again
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);

  const close = () => {
    const { at } = finder.state;
    finder.close();
    leave(desk, at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  };
  const onEnter = (act: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      act(event);
    }
  };
  const replaceAll = () => {
    const { matches, cells } = finder.replaceAll();
    if (matches > 0) {
      notifyOfStep(desk, t("notebook.find.replaced", { n: matches, cells }));
    }
  };

  return (
    <search className={css.find} aria-label={t("notebook.find.label")} onKeyDown={onKeyDown}>
      <div className={css.row}>
        <input
          ref={field}
          className={css.field}
          aria-label={t("notebook.find.field")}
          placeholder={t("notebook.find.field")}
          value={query.text}
          onChange={(event) => finder.look({ text: event.currentTarget.value })}
          onKeyDown={onEnter(({ shiftKey }) => (shiftKey ? finder.previous() : finder.next()))}
        />
        {SWITCHES.map(([name, Icon]) => (
          <Switch key={name} name={name} icon={Icon} />
        ))}
        <Count />
        <ToolButton
          icon={ArrowUp}
          label={t("notebook.find.previous")}
          keys={keysText(keysOf("find.previous"))}
          onClick={() => finder.previous()}
        />
        <ToolButton
          icon={ArrowDown}
          label={t("notebook.find.next")}
          keys={keysText(keysOf("find.next"))}
          onClick={() => finder.next()}
        />
        <ToolButton icon={X} label={t("common.close")} onClick={close} />
      </div>
      {isReplacing && (
        <div className={css.row}>
          <input
            className={css.field}
            aria-label={t("notebook.find.replacement")}
            placeholder={t("notebook.find.replacement")}
            value={replacement}
            onChange={(event) => finder.setReplacement(event.currentTarget.value)}
            onKeyDown={onEnter(() => finder.replaceOne())}
          />
          <Button variant="default" onClick={() => finder.replaceOne()}>
            {t("notebook.find.replace.one")}
          </Button>
          <Button variant="default" onClick={replaceAll}>
            {t("notebook.find.replace.all")}
          </Button>
        </div>
      )}
    </search>
  );
}

function Switch({ name, icon: Icon }: { name: SwitchName; icon: typeof Regex }) {
  const { finder } = useDesk();
  const isOn = useStore(finder.store, (state) => state.query[name]);
  const label = t(`notebook.find.${name}`);
  return (
    <button
      type="button"
      className={css.switch}
      aria-label={label}
      aria-pressed={isOn}
      title={label}
      onClick={() => finder.look({ [name]: !isOn })}
    >
      <Icon size={15} aria-hidden />
    </button>
  );
}

type SwitchName = Exclude<keyof Query, "text">;

function Count() {
  const { finder } = useDesk();
  const blocks = useNotebook((state) => state.blocks);
  const { query, pattern, at } = useStore(finder.store);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the finder looks through and for
  const matches = useMemo(() => finder.matches(), [finder, blocks, pattern]);
  const index = matches.findIndex((it) => it.uid === at?.uid && it.from === at.from);
  const n = matches.length;
  const where = () => {
    if (pattern === null) {
      return t("notebook.find.invalid");
    }
    if (n === 0) {
      return t("notebook.find.none");
    }
    return index < 0
      ? t("notebook.find.count", { n })
      : t("notebook.find.place", { i: index + 1, n });
  };
  return (
    <span className={css.count} aria-live="polite">
      {query.text !== "" && where()}
    </span>
  );
}

/** Goes back into the cell one is at, with the match selected. */
function leave(
  { session, editors }: ReturnType<typeof useDesk>,
  at: { uid: string; from: number; to: number } | null,
) {
  const uid = at?.uid ?? session.state.selected;
  const editor = at === null ? undefined : editors.get(at.uid);
  if (at !== null && editor !== undefined && session.find(at.uid)?.kind === "cell") {
    editor.select(at.from, at.to);
    session.select(at.uid, true);
  } else if (uid !== null) {
    document.querySelector<HTMLElement>("section[data-selected]")?.focus();
  }
}
